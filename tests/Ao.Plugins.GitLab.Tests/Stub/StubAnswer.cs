using System.Text.Json.Nodes;

namespace Ao.Plugins.GitLab.Tests.Stub;

/// <summary>An answer of the stub.</summary>
internal sealed record StubAnswer(int Status, JsonNode? Body, string? Text = null)
{
    public static StubAnswer NotFound(string what) => Refused(404, $"404 {what} Not Found");

    public static StubAnswer Refused(int status, JsonNode message) => new(status, new JsonObject { ["message"] = message });
}
