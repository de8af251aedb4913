using Ao.Agents;
using Ao.Runtimes;
using Ao.Terminals;

namespace Ao.Core.Tests.Plugins;

/// <summary>An agent whose connection throws what it is told to.</summary>
internal sealed class FaultyAgent(Fault fault) : IAgent
{
    public AgentCapabilities CapabilitiesFor(AgentSetup setup) => fault.Exception is { } exception ? throw exception : new AgentCapabilities();

    public ValueTask<AgentReadiness> CheckReadinessAsync(AgentSetup setup, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<AgentLaunch> PrepareLaunchAsync(AgentLaunchRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public IAgentConnection Connect(AgentConnectionRequest request) => new Connection(fault);

    private sealed class Connection(Fault fault) : IAgentConnection, ITerminal
    {
        public ValueTask<TerminalAccess?> GetAccessAsync(RunHandle handle, CancellationToken cancellationToken = default) => throw fault.Exception!;

        public ValueTask<string?> CaptureAsync(RunHandle handle, CancellationToken cancellationToken = default) => throw fault.Exception!;

        public IAsyncEnumerable<AgentSignal> ReadSignalsAsync(CancellationToken cancellationToken = default) => throw fault.Exception!;

        public ValueTask<MessageDelivery> SendAsync(AgentMessage message, CancellationToken cancellationToken = default) => throw fault.Exception!;

        public ValueTask InterruptAsync(CancellationToken cancellationToken = default) => throw fault.Exception!;

        public ValueTask DisposeAsync() => fault.Exception is { } exception ? throw exception : ValueTask.CompletedTask;
    }
}
