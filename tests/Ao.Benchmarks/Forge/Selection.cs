using System.Text.Json.Nodes;

namespace Ao.Benchmarks.Forge;

/// <summary>One thing that a GraphQL document asks for: a field, or, where it has no name, what a fragment adds for a type.</summary>
internal sealed record Selection(string? Name, string? Alias, string? OnType, JsonObject Arguments, IReadOnlyList<Selection> Selections);
