namespace Ao.Duplicates;

/// <summary>What was found of a report among the earlier ones. Three decisions that do not depend on each other's.</summary>
public sealed record DuplicateFindings
{
    /// <summary>Gets the version of the method: what was found by another may differ.</summary>
    public required string Algorithm { get; init; }

    /// <summary>Gets the content key of the report.</summary>
    public required string ContentKey { get; init; }

    /// <summary>Gets the first earlier report with the same content key, or <see langword="null"/>: it is the same report.</summary>
    public DuplicateMatch? SameReport { get; init; }

    /// <summary>Gets the earlier report, of another session, that is so surely of the same problem that it is linked, or <see langword="null"/>. The link can be withdrawn.</summary>
    /// <remarks>It is not looked for where <see cref="SameReport"/> is there.</remarks>
    public DuplicateMatch? SameProblem { get; init; }

    /// <summary>Gets up to five earlier reports that are the likeliest to be of the same problem, the likeliest first. None of them is ever linked without a person.</summary>
    public IReadOnlyList<DuplicateMatch> Suggestions { get; init; } = [];
}
