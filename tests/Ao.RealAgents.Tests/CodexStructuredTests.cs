using Ao.Agents;

namespace Ao.RealAgents;

/// <summary>Codex by the protocol of its app-server.</summary>
public sealed class CodexStructuredTests() : AgentScenarios(AgentMode.Structured)
{
    private protected override Task<AgentRig> StartAsync(PermissionMode permissions) => CodexRig.StartAsync(Mode, permissions);
}
