using System.Text.Json.Nodes;

namespace Ao.Plugins.GitHub.Tests.Forge;

/// <summary>What the stub answers.</summary>
internal sealed record StubReply(int Status, string Body)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the connection is cut in the middle of the body.</summary>
    public bool IsCut { get; init; }

    /// <summary>Whether it never comes.</summary>
    public bool IsHeld { get; init; }

    public static StubReply Ok(JsonNode body, int status = 200) => new(status, body.ToJsonString());

    public static StubReply Refused(int status, string message, params JsonNode[] errors) =>
        new(status, new JsonObject { ["message"] = message, ["errors"] = errors.Length == 0 ? null : new JsonArray(errors), ["documentation_url"] = "https://docs.github.com/rest" }.ToJsonString());

    public static StubReply Data(JsonNode data) => new(200, new JsonObject { ["data"] = data }.ToJsonString());
}
