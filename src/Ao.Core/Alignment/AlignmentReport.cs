namespace Ao.Alignment;

/// <summary>What a change breaks for the forks that a project knows.</summary>
public sealed record AlignmentReport
{
    /// <summary>Gets the project.</summary>
    public required ProjectId Project { get; init; }

    /// <summary>Gets the revision of the change.</summary>
    public required string Revision { get; init; }

    /// <summary>Gets the revision that it is a change of.</summary>
    public required string BaseRevision { get; init; }

    /// <summary>Gets what was found, fork by fork.</summary>
    public required IReadOnlyList<AlignmentVerdict> Verdicts { get; init; }

    /// <summary>Gets the forks that could not be looked at, each with the reason.</summary>
    public IReadOnlyList<AlignmentGap> Gaps { get; init; } = [];

    /// <summary>Writes the report for people.</summary>
    /// <returns>The text, without what could steer a terminal.</returns>
    public string ToText() => AlignmentTexts.Of(this);
}
