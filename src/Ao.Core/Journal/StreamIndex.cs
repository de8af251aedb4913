namespace Ao.Journal;

/// <summary>Where the facts of each stream are: eight bytes a fact, in memory.</summary>
/// <remarks>
/// An index in the database would spread every commit over as many pages as it has streams, each of which is written twice, and
/// halve what the journal can take in. All facts are read at the opening anyway.
/// </remarks>
internal sealed class StreamIndex
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _streams = new(StringComparer.Ordinal);

    /// <summary>Takes in a durable fact.</summary>
    public void Add(Fact fact)
    {
        lock (_lock)
        {
            if (!_streams.TryGetValue(fact.Stream, out var entry))
            {
                _streams[fact.Stream] = entry = new Entry();
            }

            entry.Positions.Add(fact.Position);
            entry.HasGaps |= fact.Version != entry.Positions.Count;
        }
    }

    /// <summary>Tells how many facts of a stream are certain to be at or before a version. Where a recovery left gaps, none are.</summary>
    public int CountUpTo(string stream, long version)
    {
        lock (_lock)
        {
            return _streams.TryGetValue(stream, out var entry) && !entry.HasGaps ? (int)Math.Min(version, entry.Positions.Count) : 0;
        }
    }

    /// <summary>Gives the next positions of a stream, a bounded number of them.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="skip">How many of its facts were read already.</param>
    /// <param name="count">How many to give at most.</param>
    /// <param name="head">The last position to give.</param>
    public IReadOnlyList<long> Positions(string stream, int skip, int count, long head)
    {
        lock (_lock)
        {
            return _streams.TryGetValue(stream, out var entry) ? [.. entry.Positions.Skip(skip).Take(count).TakeWhile(position => position <= head)] : [];
        }
    }

    private sealed class Entry
    {
        public List<long> Positions { get; } = [];

        public bool HasGaps { get; set; }
    }
}
