using Ao.Agents;

namespace Ao.RealAgents;

/// <summary>OpenCode without a screen.</summary>
public sealed class OpenCodeStructuredTests() : OpenCodeTests(AgentMode.Structured);
