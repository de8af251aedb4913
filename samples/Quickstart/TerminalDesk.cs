using Ao;
using Ao.Sessions;

namespace Quickstart;

/// <summary>Tells the person, once for each run, how to attach to an agent that runs in a terminal.</summary>
internal sealed class TerminalDesk(IOrchestrator orchestrator, IReadOnlyList<SessionId> sessions, RunPlan plan) : IDesk
{
    private readonly HashSet<(SessionId Session, int Run)> _told = [];

    public bool HasWork => plan.Interactive && Untold.Any();

    private IEnumerable<Session> Untold => sessions.Select(orchestrator.Get).Where(session => session.Activity is not null && !_told.Contains((session.Id, session.Runs)));

    public async Task ServeAsync(CancellationToken cancellationToken)
    {
        foreach (var session in plan.Interactive ? Untold.ToList() : [])
        {
            _told.Add((session.Id, session.Runs));
            if ((await orchestrator.GetTerminalAsync(session.Id, cancellationToken))?.Command is { } command)
            {
                Person.Tell($"Attach to {session.Id} with: {command}");
            }
        }
    }
}
