namespace Ao.Duplicates;

/// <summary>Why a report is, or may be, a duplicate of another. All words in it come from the reports.</summary>
public sealed record DuplicateExplanation
{
    /// <summary>Gets up to five terms that both have, those that count most first.</summary>
    public IReadOnlyList<SharedTerm> SharedTerms { get; init; } = [];

    /// <summary>Gets what each feature adds to the result or takes from it, what counts most first.</summary>
    public IReadOnlyList<FeatureShare> Features { get; init; } = [];

    /// <summary>Gets what differs.</summary>
    public required DuplicateDifferences Differences { get; init; }
}
