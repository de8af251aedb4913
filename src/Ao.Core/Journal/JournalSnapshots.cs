using Microsoft.Extensions.Logging;

namespace Ao.Journal;

/// <summary>Keeps what the facts have come to, so that a start need not take in every fact there ever was.</summary>
/// <remarks>
/// A snapshot is due when enough facts have come since the last one and they are no smaller than it was: so keeping them costs at most as
/// much again as the facts themselves, however large the state is.
/// </remarks>
internal sealed class JournalSnapshots(IReadOnlyList<IJournalObserver> observers, int interval, ILogger logger)
{
    /// <summary>The name that the journal's own snapshot has.</summary>
    public const string Name = "journal";

    /// <summary>What SQLite takes as one value, with room to spare.</summary>
    private const int SizeLimit = 512 * 1024 * 1024;

    private readonly IJournalState[] _states = [.. observers.OfType<IJournalState>()];
    private volatile bool _givenUp;
    private long _facts;
    private long _bytes;
    private long _size;

    /// <summary>Gets whether facts have come since the last snapshot.</summary>
    public bool IsBehind => _facts > 0;

    /// <summary>Gets whether it is time for the next snapshot.</summary>
    public bool IsDue => _facts >= interval && _bytes >= _size;

    /// <summary>Gets whether this host keeps none any more.</summary>
    public bool AreGivenUp => _givenUp;

    private bool IsPossible => _states.Length == observers.Count && !_givenUp;

    /// <summary>Has this host keep none any more, so that the next one takes in every fact.</summary>
    public void GiveUp() => _givenUp = true;

    /// <summary>Counts a fact that the observers were told of.</summary>
    public void Count(Fact fact)
    {
        _facts++;
        _bytes += fact.Data.Length;
    }

    /// <summary>Reads a snapshot.</summary>
    /// <returns>What is in it; <see langword="null"/> where there is none that this host can use.</returns>
    public JournalImage? Read(JournalSnapshot? snapshot) =>
        IsPossible && snapshot is { Position: > 0 } && JournalImage.Decode(snapshot.Data) is { } image && image.States.Count == _states.Length ? image : null;

    /// <summary>Takes a snapshot up, all of it or nothing.</summary>
    public void Restore(JournalSnapshot snapshot, JournalImage image, JournalGroup group)
    {
        Action[] loads;
        try
        {
            loads = [.. _states.Select((state, index) => state.Load(image.States[index]))];
        }
        catch (Exception exception)
        {
            // It is only a shortcut: everything is in the facts.
            JournalLog.SnapshotUnusable(logger, exception, snapshot.Position);
            return;
        }

        foreach (var load in loads)
        {
            load();
        }

        group.Restore(snapshot.Position, image.Streams);
        _size = snapshot.Data.Length;
    }

    /// <summary>Writes down what the durable facts have come to; <see langword="null"/> where that cannot be kept.</summary>
    public JournalSnapshot? Take(JournalGroup group)
    {
        (_facts, _bytes) = (0, 0);
        if (!IsPossible)
        {
            return null;
        }

        try
        {
            var states = Array.ConvertAll(_states, static state => state.Save());
            if (states.Contains(null))
            {
                return null;
            }

            var data = new JournalImage(group.Streams.All(), states!).Encode();
            _size = data.Length;
            return data.Length <= SizeLimit ? new JournalSnapshot(group.Head, Schema: 1, data) : null;
        }
        catch (Exception exception)
        {
            JournalLog.SnapshotFailed(logger, exception, group.Head);
            return null;
        }
    }
}
