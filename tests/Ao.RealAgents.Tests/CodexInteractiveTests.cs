using System.Text.Json.Nodes;
using Ao.Agents;

namespace Ao.RealAgents;

/// <summary>Codex with its own screen.</summary>
public sealed class CodexInteractiveTests() : AgentScenarios(AgentMode.Interactive)
{
    /// <inheritdoc/>
    protected override JsonObject AskingArguments => new() { ["sandbox_permissions"] = "require_escalated", ["justification"] = "It writes a file." };

    private protected override Task<AgentRig> StartAsync(PermissionMode permissions) => CodexRig.StartAsync(Mode, permissions);
}
