using Ao.Agents;

namespace Ao.RealAgents;

/// <summary>OpenCode with its screen in tmux.</summary>
public sealed class OpenCodeInteractiveTests() : OpenCodeTests(AgentMode.Interactive);
