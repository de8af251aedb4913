using Ao.Agents;

namespace Ao.RealAgents;

public sealed class ClaudeCodeStructuredTests() : AgentScenarios(AgentMode.Structured)
{
    private protected override Task<AgentRig> StartAsync(PermissionMode permissions) => ClaudeCodeRig.StartAsync(Mode, permissions);
}
