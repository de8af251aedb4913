using System.Collections.Immutable;

namespace Ao.Ledger.Protocol;

/// <summary>How far a publisher's chain was verified, and what the next commit is checked against.</summary>
internal sealed record LedgerChain
{
    public required string Publisher { get; init; }

    /// <summary>Gets the newest commit.</summary>
    public string? Head { get; init; }

    /// <summary>Gets how many commits there are.</summary>
    public int Sequence { get; init; }

    /// <summary>Gets how many lines the segments have together, those of refused records too.</summary>
    public int Lines { get; init; }

    /// <summary>Gets how many bytes the files have together.</summary>
    public long Bytes { get; init; }

    /// <summary>Gets the clock of the newest record that was taken.</summary>
    public long Clock { get; init; }

    /// <summary>Gets the clock that the newest manifest says.</summary>
    public long ManifestClock { get; init; }

    /// <summary>Gets the family; <see langword="null"/> before the first commit.</summary>
    public string? Family { get; init; }

    /// <summary>Gets the key that signs; <see langword="null"/> before the first commit, whose key is held against the publisher's id.</summary>
    public PublisherKey? Key { get; init; }

    public DateTimeOffset? ValidAfter { get; init; }

    public DateTimeOffset? ValidBefore { get; init; }

    /// <summary>Gets whether the publisher has ended the chain.</summary>
    public bool IsRevoked { get; init; }

    /// <summary>Gets the commits, each with its number.</summary>
    public ImmutableDictionary<string, int> Commits { get; init; } = ImmutableDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>Gets the ids of the records that were taken.</summary>
    public ImmutableHashSet<string> Ids { get; init; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);
}
