using System.Text.Json.Nodes;
using Ao.Agents;

namespace Ao.Plugins.ClaudeCode.Launch;

/// <summary>The file that tells Claude Code where the host's tools are.</summary>
internal static class ToolFile
{
    public static string Write(AgentToolServer tools) => new JsonObject
    {
        ["mcpServers"] = new JsonObject
        {
            [AgentToolServer.Name] = new JsonObject
            {
                ["type"] = "http",
                ["url"] = tools.Address.AbsoluteUri,
                ["headers"] = new JsonObject { ["Authorization"] = $"Bearer {tools.Token}" },
            },
        },
    }.ToJsonString();
}
