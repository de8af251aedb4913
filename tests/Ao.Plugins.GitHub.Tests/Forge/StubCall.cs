using System.Text.Json.Nodes;

namespace Ao.Plugins.GitHub.Tests.Forge;

/// <summary>A call that the stub got.</summary>
/// <param name="Name">Method and path, or <c>GRAPHQL</c> and the name of the operation.</param>
/// <param name="Query">The query.</param>
/// <param name="Body">The body, or the variables of GraphQL.</param>
internal sealed record StubCall(string Name, string Query, JsonNode? Body)
{
    public string? this[string field] => Body?[field]?.ToString();
}
