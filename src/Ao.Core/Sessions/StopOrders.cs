using Ao.Effects;

namespace Ao.Sessions;

/// <summary>Knows which sessions may act. A session may not from the call that stops it until it is restored, whether or not the stop could be written down yet.</summary>
/// <remarks>The gates follow from the journal and from the orders that are not in it yet, in the journal's order, so that a restore and a stop cannot overtake each other.</remarks>
internal sealed class StopOrders(SessionProjection sessions, IEffectGate gate)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<SessionId, string?> _underWay = [];
    private readonly HashSet<SessionId> _closed = [];

    /// <summary>Orders the stop of a session and closes its gate. The order stands until the journal says that the session has ended.</summary>
    /// <param name="session">The session.</param>
    /// <param name="reason">Why, for the record.</param>
    public void Give(SessionId session, string? reason)
    {
        lock (_lock)
        {
            if (!HasEnded(sessions.Get(session)))
            {
                _underWay.TryAdd(session, reason);
                SetGate(session, isClosed: true);
            }
        }
    }

    /// <summary>Tells whether a session is ordered to stop and the journal does not say so yet.</summary>
    public bool IsUnderWay(SessionId session) => IsUnderWay(session, out _);

    /// <inheritdoc cref="IsUnderWay(SessionId)"/>
    public bool IsUnderWay(SessionId session, out string? reason)
    {
        lock (_lock)
        {
            return _underWay.TryGetValue(session, out reason);
        }
    }

    /// <summary>Tells whether a session may cause no effect.</summary>
    public bool IsClosed(SessionId session)
    {
        lock (_lock)
        {
            return _closed.Contains(session);
        }
    }

    /// <summary>Takes in what the journal says of a session.</summary>
    public void Follow(SessionState state)
    {
        lock (_lock)
        {
            if (HasEnded(state))
            {
                _underWay.Remove(state.Id);
            }

            SetGate(state.Id, state.IsEnded(SessionStatus.Stopped) || _underWay.ContainsKey(state.Id));
        }
    }

    private static bool HasEnded(SessionState state) => state.IsEnded(SessionStatus.Stopped, SessionStatus.Failed, SessionStatus.Lost);

    private void SetGate(SessionId session, bool isClosed)
    {
        if (isClosed && _closed.Add(session))
        {
            gate.Close(session);
        }
        else if (!isClosed && _closed.Remove(session))
        {
            gate.Open(session);
        }
    }
}
