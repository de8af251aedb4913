namespace Ao.Locks;

/// <summary>Locks by name, each of which lasts as long as somebody holds it or waits for it.</summary>
internal sealed class KeyedLock
{
    private readonly Dictionary<string, Turn> _turns = new(StringComparer.Ordinal);

    /// <summary>Gets how many names are locked.</summary>
    public int Count
    {
        get
        {
            lock (_turns)
            {
                return _turns.Count;
            }
        }
    }

    /// <summary>Waits until nobody else holds the lock of that name.</summary>
    /// <returns>What releases it.</returns>
    public async ValueTask<IDisposable> EnterAsync(string key, CancellationToken cancellationToken)
    {
        var turn = Take(key);
        try
        {
            await turn.Semaphore.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            Leave(turn);
            throw;
        }

        return turn;
    }

    private Turn Take(string key)
    {
        lock (_turns)
        {
            if (!_turns.TryGetValue(key, out var turn))
            {
                turn = _turns[key] = new Turn(this, key);
            }

            turn.Users++;
            return turn;
        }
    }

    private void Leave(Turn turn)
    {
        lock (_turns)
        {
            if (--turn.Users > 0)
            {
                return;
            }

            _turns.Remove(turn.Key);
        }

        turn.Semaphore.Dispose();
    }

    private sealed class Turn(KeyedLock owner, string key) : IDisposable
    {
        public string Key => key;

        public SemaphoreSlim Semaphore { get; } = new(1, 1);

        public int Users { get; set; }

        public void Dispose()
        {
            Semaphore.Release();
            owner.Leave(this);
        }
    }
}
