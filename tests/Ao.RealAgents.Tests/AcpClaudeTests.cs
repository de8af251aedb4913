using Ao.Agents;
using Ao.Commands;
using Ao.Plugins.Acp;

namespace Ao.RealAgents;

/// <summary>Claude Code behind its adapter for the Agent Client Protocol, by configuration alone.</summary>
public sealed class AcpClaudeTests() : AgentScenarios(AgentMode.Structured)
{
    private protected override async Task<AgentRig> StartAsync(PermissionMode permissions)
    {
        var (program, claude) = (RealAgents.ClaudeAgentAcp, RealAgents.ClaudeCode);
        var rig = await AgentRig.StartAsync<AcpPlugin>("acp", Mode);
        rig.Settings = new AgentSettings
        {
            Command = new CommandLine(program),
            Permissions = permissions,
            Options = new Dictionary<string, string> { ["provider"] = "anthropic", ["mode"] = "default" },
            Environment = new Dictionary<string, string>
            {
                ["CLAUDE_CODE_EXECUTABLE"] = claude,
                ["ANTHROPIC_BASE_URL"] = rig.Model.Address,
                ["ANTHROPIC_API_KEY"] = "none",
                ["CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC"] = "1",
                ["CLAUDE_CODE_MAX_RETRIES"] = "1",
                ["ENABLE_TOOL_SEARCH"] = "false",
                ["IS_SANDBOX"] = "1",
            },
        };
        return rig;
    }
}
