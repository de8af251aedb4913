namespace Ao.Convergence;

/// <summary>Something that forks have in common.</summary>
public sealed record Finding
{
    /// <summary>Gets the id. It stays the same while more forks or changes join the finding.</summary>
    public required string Id { get; init; }

    /// <summary>Gets how what the forks did is related.</summary>
    public required FindingRelation Relation { get; init; }

    /// <summary>Gets one sentence that says it.</summary>
    public required string Summary { get; init; }

    /// <summary>Gets how sure the detector is, from 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>Gets by what findings are ranked: the higher, the more it is worth a maintainer's time. Comparable within one detection only.</summary>
    public double Score { get; init; }

    /// <summary>Gets the forks, each with what it did.</summary>
    public required IReadOnlyList<FindingFork> Forks { get; init; }

    /// <summary>Gets the pairs of forks whose answers exclude each other: they change the same lines in different ways.</summary>
    public IReadOnlyList<FindingConflict> Conflicts { get; init; } = [];

    /// <summary>Gets what the forks' answers have in common, in a few words.</summary>
    public string Pattern { get; init; } = "";

    /// <summary>Gets a paragraph that a maintainer can act on: who met what, what is common, how the answers differ, since when, how sure and why. It ends in a question.</summary>
    public string Explanation { get; init; } = "";

    /// <summary>Gets when the first of the forks met it, where that is known.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Gets the records and changes that it rests on.</summary>
    public required IReadOnlyList<FindingEvidence> Evidence { get; init; }

    /// <summary>Gets the reasons, each with its share of the confidence.</summary>
    public required IReadOnlyList<FindingReason> Reasons { get; init; }
}
