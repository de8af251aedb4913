namespace Ao.AgentTools;

/// <summary>What serves an orchestrator's tools to its agents. Those in the orchestrator's services are started before its sessions and stopped after them.</summary>
public interface IAgentToolEndpoint
{
    /// <summary>Begins to serve, and offers the address.</summary>
    /// <param name="tools">The tools.</param>
    /// <param name="folder">A folder of the orchestrator's own, for what the endpoint keeps. It exists, and only the owner reads it.</param>
    /// <param name="cancellationToken">The token that cancels the start.</param>
    /// <returns>The task of the start.</returns>
    /// <exception cref="AoException">It cannot serve; the message says why.</exception>
    ValueTask StartAsync(IAgentTools tools, string folder, CancellationToken cancellationToken = default);

    /// <summary>Ends serving.</summary>
    /// <param name="cancellationToken">The token that cuts it short.</param>
    /// <returns>The task of the stop.</returns>
    ValueTask StopAsync(CancellationToken cancellationToken = default);
}
