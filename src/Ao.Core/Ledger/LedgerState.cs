namespace Ao.Ledger;

/// <summary>What the journal knows of one publisher's ledger.</summary>
internal sealed record LedgerState
{
    public required ProjectId Project { get; init; }

    public required string ForkId { get; init; }

    /// <summary>Gets the version of the stream up to which this was folded.</summary>
    public required long Version { get; init; }

    /// <summary>Gets the newest commit that was verified.</summary>
    public string? Head { get; init; }

    public int Sequence { get; init; }

    public int Lines { get; init; }

    public long Bytes { get; init; }

    public long Clock { get; init; }

    public int Records { get; init; }

    /// <summary>Gets all records that were refused. There are not many: whose records are refused too often is suspended.</summary>
    public IReadOnlyList<LedgerRefusal> Refused { get; init; } = [];

    public string? Fingerprint { get; init; }

    /// <summary>Gets the number of the newest commit that the publisher's own place has shown.</summary>
    public int Shown { get; init; }

    public string? HeldBack { get; init; }

    public string? Suspended { get; init; }

    /// <summary>Gets the commits that are kept as evidence, the newest last.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>Gets how many records were received on the day of <see cref="ReceivedAt"/>, beside what was there at first.</summary>
    public int ReceivedToday { get; init; }

    /// <summary>Gets what lies at places, by place.</summary>
    public IReadOnlyDictionary<string, LedgerFacts.Published> Published { get; init; } = new Dictionary<string, LedgerFacts.Published>();

    /// <summary>Gives how many records were received on a day.</summary>
    public int ReceivedOn(DateTimeOffset now) => ReceivedAt is { } at && at.UtcDateTime.Date == now.UtcDateTime.Date ? ReceivedToday : 0;
}
