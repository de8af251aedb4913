using Ao.Sessions;

namespace Ao.AgentTools;

/// <summary>What agents' tools can do with sessions. It is all of the orchestrator that a tool holds: no tool reaches what people decide.</summary>
internal sealed class SessionCommands(Lazy<IOrchestrator> orchestrator)
{
    public Task<Session> SpawnAsync(SpawnRequest request, CancellationToken cancellationToken) => orchestrator.Value.SpawnAsync(request, cancellationToken);

    public Task<MessageReceipt> SendAsync(SessionId id, string text, CancellationToken cancellationToken) => orchestrator.Value.SendAsync(id, text, cancellationToken);

    public Task<Session> StopAsync(SessionId id, string? reason, CancellationToken cancellationToken) => orchestrator.Value.StopAsync(id, reason, cancellationToken);
}
