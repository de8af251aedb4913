using Ao.Commands;

namespace Ao.AspNetCore.AgentTools;

/// <summary>The bridge as a command.</summary>
internal static class BridgeProgram
{
    public static CommandLine Command => new("dotnet", Path.Combine(AppContext.BaseDirectory, "mcp-bridge", "Ao.McpBridge.dll"));
}
