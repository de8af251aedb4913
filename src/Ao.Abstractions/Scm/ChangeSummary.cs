namespace Ao.Scm;

/// <summary>How much a change changes.</summary>
public sealed record ChangeSummary
{
    /// <summary>The number of paths that <see cref="Paths"/> names at most.</summary>
    public const int MaxPaths = 50;

    /// <summary>Gets the number of files that differ.</summary>
    public required int Files { get; init; }

    /// <summary>Gets the number of lines that are new. Files that are no text count none.</summary>
    public required long Insertions { get; init; }

    /// <summary>Gets the number of lines that are gone.</summary>
    public required long Deletions { get; init; }

    /// <summary>Gets the paths, <see cref="MaxPaths"/> at most. Text from outside, in which a name may hold any character, a newline too: show each with <see cref="Printable.Line"/>.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];
}
