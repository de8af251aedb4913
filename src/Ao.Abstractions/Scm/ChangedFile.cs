namespace Ao.Scm;

/// <summary>A file that a workspace changes.</summary>
/// <param name="Path">The path. Text from outside, in which a name may hold any character: show it with <see cref="Printable.Line"/>.</param>
public sealed record ChangedFile(string Path)
{
    /// <summary>The most places of a file that are listed; one that is changed in more counts as changed as a whole.</summary>
    public const int MaxPlaces = 500;

    /// <summary>Gets the changed places, in their order; none where <see cref="IsWhole"/>.</summary>
    public IReadOnlyList<ChangedLines> Lines { get; init; } = [];

    /// <summary>Gets whether it counts as changed from its first line to its last: it was added, removed or became another kind of file, it is no text, or it is changed in too many places.</summary>
    public bool IsWhole { get; init; }
}
