using Ao.Agents;
using Ao.Commands;
using Ao.Plugins.ClaudeCode;

namespace Ao.RealAgents;

/// <summary>Starts rigs with the real Claude Code.</summary>
internal static class ClaudeCodeRig
{
    public static async Task<AgentRig> StartAsync(AgentMode mode, PermissionMode permissions)
    {
        var program = RealAgents.ClaudeCode;
        var rig = await AgentRig.StartAsync<ClaudeCodePlugin>("claude-code", mode);
        rig.Settings = new AgentSettings
        {
            Command = new CommandLine(program),
            Permissions = permissions,
            Environment = new Dictionary<string, string> { ["ANTHROPIC_BASE_URL"] = rig.Model.Address, ["ANTHROPIC_API_KEY"] = "key-of-the-test" },
        };
        return rig;
    }
}
