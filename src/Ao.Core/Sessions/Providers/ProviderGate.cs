namespace Ao.Sessions.Providers;

/// <summary>Lets sessions begin a turn as far as their provider allows: none while it refuses, few afterwards, in the order in which they came.</summary>
internal sealed class ProviderGate : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Room> _rooms = new(StringComparer.Ordinal);
    private readonly Dictionary<SessionId, string> _inTurn = [];
    private readonly ProviderProjection _projection;
    private readonly TimeProvider _time;

    public ProviderGate(ProviderProjection projection, TimeProvider time)
    {
        _projection = projection;
        _time = time;
        _projection.Changed += Admit;
    }

    /// <summary>Gives how many sessions of a provider are in a turn.</summary>
    public int CountInTurn(string provider)
    {
        lock (_lock)
        {
            return _inTurn.Values.Count(other => other == provider);
        }
    }

    /// <summary>Lets a session begin a turn at once, where it may.</summary>
    public bool TryEnter(string? provider, SessionId session)
    {
        lock (_lock)
        {
            if (provider is null || _inTurn.ContainsKey(session))
            {
                return true;
            }

            if ((_rooms.TryGetValue(provider, out var room) && room.Waiting.Count > 0) || !IsOpen(provider))
            {
                return false;
            }

            _inTurn[session] = provider;
            return true;
        }
    }

    /// <summary>Waits until a session may begin a turn.</summary>
    public async Task EnterAsync(string provider, SessionId session, CancellationToken cancellationToken)
    {
        var visitor = new Visitor(session, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_lock)
        {
            RoomOf(provider).Waiting.AddLast(visitor);
        }

        Admit(provider);
        await using var registration = cancellationToken.Register(() => Abandon(provider, visitor, cancellationToken)).ConfigureAwait(false);
        await visitor.Completion.Task.ConfigureAwait(false);
    }

    /// <summary>Takes in a session that is in a turn already, whatever its provider allows.</summary>
    public void Adopt(string? provider, SessionId session)
    {
        lock (_lock)
        {
            if (provider is not null)
            {
                _inTurn[session] = provider;
            }
        }
    }

    /// <summary>Takes note that a session is in no turn any more.</summary>
    public void Leave(SessionId session)
    {
        string? provider;
        lock (_lock)
        {
            _inTurn.Remove(session, out provider);
        }

        if (provider is not null)
        {
            Admit(provider);
        }
    }

    public void Dispose()
    {
        _projection.Changed -= Admit;
        lock (_lock)
        {
            foreach (var room in _rooms.Values)
            {
                room.Timer.Dispose();
            }
        }
    }

    private void Admit(string provider)
    {
        lock (_lock)
        {
            if (!_rooms.TryGetValue(provider, out var room))
            {
                return;
            }

            while (room.Waiting.First is { } next && IsOpen(provider))
            {
                room.Waiting.RemoveFirst();
                _inTurn[next.Value.Session] = provider;
                next.Value.Completion.SetResult();
            }

            // Where only time stands in the way, time is waited for.
            if (room.Waiting.Count > 0 && _projection.Find(provider) is { } state && state.Until - _time.GetUtcNow() is { Ticks: > 0 } left)
            {
                room.Timer.Change(left, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private bool IsOpen(string provider) =>
        _projection.Find(provider) is not { } state || (state.Until <= _time.GetUtcNow() && _inTurn.Values.Count(other => other == provider) < state.Window);

    private Room RoomOf(string provider)
    {
        if (!_rooms.TryGetValue(provider, out var room))
        {
            room = new Room(_time.CreateTimer(_ => Admit(provider), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
            _rooms[provider] = room;
        }

        return room;
    }

    private void Abandon(string provider, Visitor visitor, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (RoomOf(provider).Waiting.Remove(visitor))
            {
                visitor.Completion.SetCanceled(cancellationToken);
            }
        }
    }

    private sealed record Visitor(SessionId Session, TaskCompletionSource Completion);

    private sealed record Room(ITimer Timer)
    {
        public LinkedList<Visitor> Waiting { get; } = new();
    }
}
