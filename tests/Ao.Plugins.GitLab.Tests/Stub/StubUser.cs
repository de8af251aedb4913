using System.Text.Json.Nodes;

namespace Ao.Plugins.GitLab.Tests.Stub;

/// <summary>A user of the stub.</summary>
internal sealed record StubUser(long Id, string Username, bool IsBot = false)
{
    public JsonObject Json => new() { ["id"] = Id, ["username"] = Username, ["name"] = Username, ["state"] = "active", ["web_url"] = $"https://gitlab.test/{Username}" };
}
