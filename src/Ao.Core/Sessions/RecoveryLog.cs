using Ao.Runtimes;
using Microsoft.Extensions.Logging;

namespace Ao.Sessions;

/// <summary>Keeps what became of each session that the start of the host found with something to do.</summary>
internal sealed partial class RecoveryLog(SessionProjection sessions, ILogger<RecoveryLog> logger)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<SessionId, RecoveryCase> _pending = [];
    private readonly HashSet<SessionId> _attended = [];
    private readonly Dictionary<SessionId, RecoveryOutcome> _outcomes = [];
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RecoveryReport _found = RecoveryReport.Nothing;

    /// <summary>Gets what completes when the outcome of every session is known.</summary>
    public Task Settled => _settled.Task;

    /// <summary>Gets the report as far as it has come.</summary>
    public RecoveryReport Report
    {
        get
        {
            lock (_lock)
            {
                return _found with
                {
                    Adopted = With(RecoveryOutcome.Adopted),
                    Ended = With(RecoveryOutcome.Ended),
                    Resumed = With(RecoveryOutcome.Resumed),
                    Lost = With(RecoveryOutcome.Lost),
                    Failed = With(RecoveryOutcome.Failed),
                    Unreachable = With(RecoveryOutcome.Unreachable),
                    Unattended = With(RecoveryOutcome.Unattended),
                    Pending = [.. _pending.Keys.Order(SessionOrder.ById)],
                };
            }
        }
    }

    /// <summary>Takes in what was found, and follows each session until its outcome is known.</summary>
    public void Begin(RecoveryReport found, IEnumerable<RecoveryCase> cases)
    {
        lock (_lock)
        {
            _found = found;
            foreach (var session in cases)
            {
                _pending.Add(session.Found.Id, session);
                Settle(session.Found);
            }

            sessions.Changed += OnChanged;
            EndWhenSettled();
        }
    }

    /// <summary>Says that a session's process is attended to.</summary>
    public void Attended(SessionId session)
    {
        lock (_lock)
        {
            if (_pending.ContainsKey(session) && _attended.Add(session))
            {
                Settle(sessions.Get(session));
                EndWhenSettled();
            }
        }
    }

    private void OnChanged(SessionState state)
    {
        lock (_lock)
        {
            Settle(state);
            EndWhenSettled();
        }
    }

    private void EndWhenSettled()
    {
        if (_pending.Count == 0)
        {
            sessions.Changed -= OnChanged;
            _settled.TrySetResult();
        }
    }

    private void Settle(SessionState state)
    {
        if (_pending.TryGetValue(state.Id, out var found) && RecoveryDecision.Outcome(found, state, _attended.Contains(state.Id)) is { } outcome)
        {
            _pending.Remove(state.Id);
            _outcomes.Add(state.Id, outcome);
            LogOutcome(state.Id, outcome);
        }
    }

    private IReadOnlyList<SessionId> With(RecoveryOutcome outcome) =>
        [.. _outcomes.Where(entry => entry.Value == outcome).Select(static entry => entry.Key).Order(SessionOrder.ById)];

    [LoggerMessage(LogLevel.Information, "Session {Session} was left by an earlier host: {Outcome}.")]
    private partial void LogOutcome(SessionId session, RecoveryOutcome outcome);
}
