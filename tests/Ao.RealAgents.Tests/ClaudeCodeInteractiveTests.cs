using Ao.Agents;

namespace Ao.RealAgents;

public sealed class ClaudeCodeInteractiveTests() : AgentScenarios(AgentMode.Interactive)
{
    private protected override Task<AgentRig> StartAsync(PermissionMode permissions) => ClaudeCodeRig.StartAsync(Mode, permissions);
}
