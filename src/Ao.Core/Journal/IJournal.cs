namespace Ao.Journal;

/// <summary>The durable, append-only sequence of facts that everything else is derived from.</summary>
/// <remarks>Safe for concurrent use. One host writes to a data folder at a time.</remarks>
public interface IJournal : IAsyncDisposable
{
    /// <summary>Gets the epoch of this host: one more than that of every host that opened the journal before.</summary>
    long Epoch { get; }

    /// <summary>Gets the position of the newest fact; 0 when there is none.</summary>
    long Head { get; }

    /// <summary>Appends facts to one or several streams: all of them or none. They are durable when the call returns.</summary>
    /// <param name="appends">The facts, by stream.</param>
    /// <param name="cancellationToken">The token that cancels waiting for the append before it is written; an append that is being written is completed.</param>
    /// <returns>The facts as they were written, in order.</returns>
    /// <exception cref="StreamVersionException">A stream is not at the version that was expected: somebody else wrote first. Nothing was written.</exception>
    /// <exception cref="StaleWriterException">A stream was taken over under a newer epoch. Nothing was written.</exception>
    /// <exception cref="JournalException">The facts could not be made durable, for example because the disk is full. Nothing was written.</exception>
    ValueTask<IReadOnlyList<Fact>> AppendAsync(IReadOnlyList<StreamAppend> appends, CancellationToken cancellationToken = default);

    /// <summary>Reads the facts that are there now.</summary>
    /// <param name="after">The position behind which to begin.</param>
    /// <param name="cancellationToken">The token that ends reading.</param>
    /// <returns>The facts in the order of their positions.</returns>
    IAsyncEnumerable<Fact> ReadAsync(long after = 0, CancellationToken cancellationToken = default);

    /// <summary>Reads the facts of one stream that are there now.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="afterVersion">The version behind which to begin.</param>
    /// <param name="cancellationToken">The token that ends reading.</param>
    /// <returns>The facts in the order of their versions.</returns>
    IAsyncEnumerable<Fact> ReadStreamAsync(string stream, long afterVersion = 0, CancellationToken cancellationToken = default);

    /// <summary>Reads the facts that are there and then those that come, without a gap, until it is cancelled.</summary>
    /// <param name="after">The position behind which to begin.</param>
    /// <param name="cancellationToken">The token that ends the subscription.</param>
    /// <returns>The facts in the order of their positions. A slow reader delays nobody and loses nothing: it reads from disk what it was too slow for.</returns>
    IAsyncEnumerable<Fact> SubscribeAsync(long after, CancellationToken cancellationToken = default);

    /// <summary>Keeps a state that was folded up to a position, or the position alone, so that its owner need not begin from the first fact. The journal keeps one of its own, named <c>journal</c>.</summary>
    /// <param name="name">What the state is of.</param>
    /// <param name="snapshot">The state and its position.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The operation.</returns>
    ValueTask SaveSnapshotAsync(string name, JournalSnapshot snapshot, CancellationToken cancellationToken = default);

    /// <summary>Reads the newest kept state.</summary>
    /// <param name="name">What the state is of.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The state, or <see langword="null"/> where none was kept.</returns>
    ValueTask<JournalSnapshot?> LoadSnapshotAsync(string name, CancellationToken cancellationToken = default);
}
