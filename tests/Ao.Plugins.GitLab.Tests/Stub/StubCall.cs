using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;

namespace Ao.Plugins.GitLab.Tests.Stub;

/// <summary>A call that the stub has got.</summary>
internal sealed record StubCall(string Method, string[] Path, IReadOnlyDictionary<string, StringValues> Query, JsonObject Body, string? Authorization, StubUser User)
{
    public string? Text(string name) => Body.TryGetPropertyValue(name, out var value) ? (string?)value : null;

    public string Line => $"{Method} {string.Join('/', Path)}";
}
