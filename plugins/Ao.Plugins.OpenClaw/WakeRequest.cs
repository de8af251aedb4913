namespace Ao.Plugins.OpenClaw;

/// <summary>What is posted to the gateway's wake hook.</summary>
/// <param name="Text">What the agent is told. The gateway takes it for trusted, so that nothing from outside is in it.</param>
/// <param name="AgentId">The agent.</param>
/// <param name="Mode">When.</param>
internal sealed record WakeRequest(string Text, string? AgentId, string Mode = "now");
