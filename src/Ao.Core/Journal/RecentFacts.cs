namespace Ao.Journal;

/// <summary>The newest facts in memory, so that subscribers who keep up need not read the disk; bounded in number and size.</summary>
internal sealed class RecentFacts
{
    private const int CountLimit = 16384;
    private const long ByteLimit = 16 * 1024 * 1024;
    private const int BatchLimit = 1024;

    private readonly Lock _lock = new();
    private readonly Fact?[] _ring = new Fact?[CountLimit];
    private long _first = 1;
    private long _last;
    private long _bytes;
    private TaskCompletionSource _changed = NewSignal();
    private bool _closed;

    /// <summary>Begins behind what the journal held when it was opened.</summary>
    public void Begin(long head)
    {
        lock (_lock)
        {
            (_first, _last) = (head + 1, head);
        }
    }

    /// <summary>Takes in facts that became durable.</summary>
    public void Add(IReadOnlyList<Fact> facts)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            foreach (var fact in facts)
            {
                Add(fact);
            }

            changed = _changed;
            _changed = NewSignal();
        }

        changed.TrySetResult();
    }

    /// <summary>Ends every subscription once it has read what is there.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
            _changed.TrySetResult();
        }
    }

    /// <summary>Gives what comes next behind a position.</summary>
    public RecentRead Read(long after)
    {
        lock (_lock)
        {
            if (after >= _last)
            {
                return new RecentRead([], _closed ? null : _changed.Task, _last);
            }

            if (after + 1 < _first)
            {
                return new RecentRead([], Task.CompletedTask, _last);
            }

            var facts = new Fact[Math.Min(BatchLimit, _last - after)];
            for (var index = 0; index < facts.Length; index++)
            {
                facts[index] = _ring[(after + 1 + index) % CountLimit]!;
            }

            return new RecentRead(facts, Task.CompletedTask, _last);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Add(Fact fact)
    {
        if (fact.Position != _last + 1)
        {
            // An import may leave gaps: what is before them is read from disk.
            Array.Clear(_ring);
            (_first, _bytes) = (fact.Position, 0);
        }

        _last = fact.Position;
        _bytes += fact.Data.Length;
        while (_first < _last && (_last - _first >= CountLimit || _bytes > ByteLimit))
        {
            _bytes -= _ring[_first % CountLimit]!.Data.Length;
            _ring[_first++ % CountLimit] = null;
        }

        _ring[_last % CountLimit] = fact;
    }
}
