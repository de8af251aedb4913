using Ao;
using Ao.Sessions;

namespace Quickstart;

/// <summary>Takes up again, once each, the sessions that an interrupted run has left behind: those that were lost, and those that failed where the person agrees.</summary>
internal sealed class RestoreDesk : IDesk
{
    private readonly IOrchestrator _orchestrator;
    private readonly Person _person;
    private readonly Dictionary<SessionId, int> _left;
    private readonly List<SessionId> _restored = [];

    public RestoreDesk(IOrchestrator orchestrator, Person person, IEnumerable<SessionId> left)
    {
        _orchestrator = orchestrator;
        _person = person;
        _left = left.ToDictionary(static id => id, id => orchestrator.Get(id).Runs);
    }

    public bool HasWork => Due.Any();

    /// <summary>Gets the sessions that were restored.</summary>
    public IReadOnlyList<SessionId> Restored => _restored;

    // A run that began under this host and failed is no matter of the interruption.
    private IEnumerable<Session> Due => _left.Select(left => (Session: _orchestrator.Get(left.Key), Runs: left.Value))
        .Where(static left => left.Session.Status is SessionStatus.Lost or SessionStatus.Failed && left.Session.Runs == left.Runs)
        .Select(static left => left.Session);

    public async Task ServeAsync(CancellationToken cancellationToken)
    {
        foreach (var session in Due.ToList())
        {
            _left.Remove(session.Id);
            if (session.Status == SessionStatus.Lost || await AgreesAsync(session, cancellationToken))
            {
                Person.Tell($"Takes up {session.Id} again, which is {session.Status.ToString().ToLowerInvariant()}: {session.Reason}");
                await _orchestrator.RestoreAsync(session.Id, cancellationToken);
                _restored.Add(session.Id);
            }
        }
    }

    private async Task<bool> AgreesAsync(Session session, CancellationToken cancellationToken) =>
        _person.AlwaysAgrees
        || (_person.CanBeAsked && await Person.AskAsync($"{session.Id} has failed: {Printable.Clean(session.Reason)} Let it try again?", ["n", "y"], cancellationToken) == "y");
}
