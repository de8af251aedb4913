namespace Ao.Plugins.Convergence;

/// <summary>A change of a fork, as far as it is compared and shown.</summary>
internal sealed class Change
{
    public required string ForkId { get; init; }

    public required string Revision { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Gets the author in the form that is compared, or nothing.</summary>
    public required string Author { get; init; }

    public required CommitMessage Message { get; init; }

    /// <summary>Gets the words, by <see cref="SketchKind"/>.</summary>
    public required Terms[] Terms { get; init; }

    public required FileRanges Files { get; init; }

    /// <summary>Gets the paths, those that are looked at first.</summary>
    public required string[] Paths { get; init; }

    public required string? PatchId { get; init; }

    /// <summary>Gets the revision that it says it was copied from or reverts.</summary>
    public required string? Origin { get; init; }

    public required int Lines { get; init; }

    public required int FileCount { get; init; }

    /// <summary>Gets the hashes of the lines that it adds, in order, without those that say nothing.</summary>
    public required uint[] AddedLines { get; init; }

    /// <summary>Gets what it does to single files, if it is large.</summary>
    public IReadOnlyList<ChangePart> Parts { get; init; } = [];

    /// <summary>Gets what of it is shown.</summary>
    public required ChangeTelling Telling { get; init; }

    /// <summary>Gets whether most of it is texts of the surface in some language.</summary>
    public required bool IsTranslation { get; init; }

    /// <summary>Gets whether it tells nothing about a problem: housekeeping, form only, generated files only.</summary>
    public required bool IsQuiet { get; init; }
}
