namespace Ao.Ledger.Bodies;

/// <summary>A pattern that was seen in the answers of several forks.</summary>
internal sealed record PatternBody
{
    /// <summary>Gets the subject: the id of the finding, or its hash.</summary>
    public string? Key { get; init; }

    /// <summary>Gets what the proposer calls it; what the forks have in common, where the fork shows code.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the explanation.</summary>
    public string? Summary { get; init; }

    /// <summary>Gets the forks.</summary>
    public IReadOnlyList<string>? Forks { get; init; }

    /// <summary>Gets the records that it rests on.</summary>
    public IReadOnlyList<string>? Records { get; init; }

    /// <summary>Gets the changes that it rests on.</summary>
    public IReadOnlyList<string>? Revisions { get; init; }

    /// <summary>Gets how the answers are related.</summary>
    public string? Relation { get; init; }

    /// <summary>Gets how sure the publisher is, from 0 to 1.</summary>
    public double? Score { get; init; }

    /// <summary>Gets what found it, with its version.</summary>
    public string? Algorithm { get; init; }
}
