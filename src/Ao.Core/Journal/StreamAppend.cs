namespace Ao.Journal;

/// <summary>Facts to append to one stream.</summary>
public sealed record StreamAppend
{
    /// <summary>Gets the stream.</summary>
    public required string Stream { get; init; }

    /// <summary>Gets the facts.</summary>
    public required IReadOnlyList<NewFact> Facts { get; init; }

    /// <summary>Gets the version that the stream must be at; 0 for a stream that must not exist.</summary>
    /// <value>The default is <see langword="null"/>: any.</value>
    public long? ExpectedVersion { get; init; }

    /// <summary>Gets the epoch under which the writer holds the stream. A newer epoch takes the stream over; an older one is refused.</summary>
    /// <value>The default is <see langword="null"/>: the host's own epoch.</value>
    public long? Epoch { get; init; }
}
