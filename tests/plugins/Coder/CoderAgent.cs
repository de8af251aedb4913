using Ao.Agents;

namespace Ao.TestPlugins.Coder;

/// <summary>An agent that declares its options. It is never run.</summary>
internal sealed class CoderAgent : IAgent
{
    public AgentCapabilities CapabilitiesFor(AgentSetup setup) => throw new NotSupportedException();

    public ValueTask<AgentReadiness> CheckReadinessAsync(AgentSetup setup, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<AgentLaunch> PrepareLaunchAsync(AgentLaunchRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public IAgentConnection Connect(AgentConnectionRequest request) => throw new NotSupportedException();
}
