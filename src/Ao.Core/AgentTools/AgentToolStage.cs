using Ao.Hosting;
using Ao.Sessions;

namespace Ao.AgentTools;

/// <summary>Starts the endpoints of the tools before the sessions, so that an agent finds them from its first moment, and stops them after.</summary>
internal sealed class AgentToolStage(IAgentTools tools, IEnumerable<IAgentToolEndpoint> endpoints, DataFolders folders) : IEngineStage
{
    private readonly Stack<IAgentToolEndpoint> _started = new();

    public int Order => 350;

    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        foreach (var endpoint in endpoints)
        {
            _started.Push(endpoint);
            await endpoint.StartAsync(tools, folders.AgentTools, cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        while (_started.TryPop(out var endpoint))
        {
            await endpoint.StopAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
