namespace Ao.Journal;

/// <summary>Where every stream stands, in memory. Its facts lead back from there, each to the one before it in its stream.</summary>
/// <remarks>
/// An index by stream in the database would spread every commit over as many pages as it has streams, each of which is written twice,
/// and halve what the journal can take in.
/// </remarks>
internal sealed class StreamHeads
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, StreamHead> _heads = new(StringComparer.Ordinal);

    /// <summary>Gives where a stream stands; at 0 where it has no fact.</summary>
    public StreamHead this[string stream]
    {
        get
        {
            lock (_lock)
            {
                return _heads.GetValueOrDefault(stream);
            }
        }

        set
        {
            lock (_lock)
            {
                _heads[stream] = value;
            }
        }
    }

    /// <summary>Gives where all of them stand.</summary>
    public IReadOnlyList<KeyValuePair<string, StreamHead>> All()
    {
        lock (_lock)
        {
            return [.. _heads];
        }
    }
}
