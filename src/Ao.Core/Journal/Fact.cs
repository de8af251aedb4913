namespace Ao.Journal;

/// <summary>A signal or decision as it stands in the journal.</summary>
public sealed record Fact
{
    /// <summary>Gets the position among all facts: 1, 2, 3 and on.</summary>
    public required long Position { get; init; }

    /// <summary>Gets the stream, such as <c>session/shop-12</c>.</summary>
    public required string Stream { get; init; }

    /// <summary>Gets the position in the stream: 1, 2, 3 and on.</summary>
    public required long Version { get; init; }

    /// <summary>Gets the epoch of the host that wrote it.</summary>
    public required long Epoch { get; init; }

    /// <summary>Gets the kind, such as <c>session.requested</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Gets the version of the kind's form; upcasters bring old forms to the newest.</summary>
    public required int Schema { get; init; }

    /// <summary>Gets when it was written.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets the content: JSON in UTF-8.</summary>
    public required ReadOnlyMemory<byte> Data { get; init; }
}
