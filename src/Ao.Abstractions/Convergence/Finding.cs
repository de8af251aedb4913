namespace Ao.Convergence;

/// <summary>Something that forks have in common.</summary>
public sealed record Finding
{
    /// <summary>Gets what kind of thing, such as <c>same-problem</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Gets one sentence that says it.</summary>
    public required string Summary { get; init; }

    /// <summary>Gets how sure the detector is, from 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>Gets the records and changes that it rests on.</summary>
    public required IReadOnlyList<FindingEvidence> Evidence { get; init; }

    /// <summary>Gets the reasons, each with its share of the confidence.</summary>
    public required IReadOnlyList<FindingReason> Reasons { get; init; }
}
