namespace Ao.Effects;

/// <summary>Which sessions may act. A gate is open until it is closed.</summary>
internal sealed class SessionGates
{
    private static readonly Task s_never = new TaskCompletionSource().Task;
    private readonly Lock _sync = new();
    private readonly Dictionary<SessionId, TaskCompletionSource> _gates = [];

    public bool IsClosed(SessionId? session) => ClosedAsync(session).IsCompleted;

    /// <summary>Gives what completes when the session's gate closes; it is complete while the gate is closed.</summary>
    public Task ClosedAsync(SessionId? session)
    {
        if (session is not { } id)
        {
            return s_never;
        }

        lock (_sync)
        {
            return GateOf(id).Task;
        }
    }

    /// <summary>Waits for a time, or until the session's gate closes, or until the wait is called off: whichever comes first.</summary>
    public async ValueTask WaitAsync(SessionId? session, TimeSpan delay, TimeProvider time, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(Task.Delay(delay, time, waiting.Token), ClosedAsync(session)).ConfigureAwait(false);
        await waiting.CancelAsync().ConfigureAwait(false);
    }

    public void Close(SessionId session)
    {
        lock (_sync)
        {
            GateOf(session).TrySetResult();
        }
    }

    public void Open(SessionId session)
    {
        lock (_sync)
        {
            if (GateOf(session).Task.IsCompleted)
            {
                _gates.Remove(session);
            }
        }
    }

    private TaskCompletionSource GateOf(SessionId session)
    {
        if (!_gates.TryGetValue(session, out var gate))
        {
            // Whoever waits goes on elsewhere: closing a gate runs nobody's code.
            gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _gates.Add(session, gate);
        }

        return gate;
    }
}
