namespace Ao.Ledger;

/// <summary>What is known of a publisher's ledger.</summary>
public sealed record LedgerPublisher
{
    /// <summary>Gets the publisher.</summary>
    public required string ForkId { get; init; }

    /// <summary>Gets the name that the configuration gives it; the project's, for this host's own.</summary>
    public required string Name { get; init; }

    /// <summary>Gets whether it is this host's own.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Gets where it is fetched from; <see langword="null"/> for this host's own.</summary>
    public string? Location { get; init; }

    /// <summary>Gets the newest commit that was verified; <see langword="null"/> before the first.</summary>
    public string? Head { get; init; }

    /// <summary>Gets how many commits were verified.</summary>
    public int Commits { get; init; }

    /// <summary>Gets how many records were taken.</summary>
    public int Records { get; init; }

    /// <summary>Gets how many records were refused.</summary>
    public int RefusedCount { get; init; }

    /// <summary>Gets the records that were refused last, 100 at most.</summary>
    public IReadOnlyList<LedgerRefusal> Refused { get; init; } = [];

    /// <summary>Gets why more of the ledger is not read for now, where that is so: it is beyond what is taken of one publisher.</summary>
    public string? HeldBack { get; init; }

    /// <summary>Gets why the publisher is not trusted any more; <see langword="null"/> while it is.</summary>
    public string? Suspended { get; init; }

    /// <summary>Gets the commits that are kept as evidence, where the publisher has shown different chains.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>Gets when something of it was taken last.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>Gets when its place was reached last, in this life of the host.</summary>
    public DateTimeOffset? ReachedAt { get; init; }

    /// <summary>Gets what stood in the way at the last exchange, where something did.</summary>
    public string? Problem { get; init; }

    /// <summary>Gets the key that signs for it, by its fingerprint as <c>ssh-keygen -l</c> shows it.</summary>
    public string? Fingerprint { get; init; }
}
