namespace Ao.Scm;

/// <summary>A conversation about one place of a change, or about the change as a whole.</summary>
public sealed record ReviewThread
{
    /// <summary>Gets the id, unique in the pull request.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the file, or <see langword="null"/> where it is about the change as a whole. Text from outside.</summary>
    public string? Path { get; init; }

    /// <summary>Gets the line of the file at <see cref="Revision"/>, from 1, or <see langword="null"/> where it is about the file as a whole.</summary>
    public int? Line { get; init; }

    /// <summary>Gets the revision that it was begun on.</summary>
    public required string Revision { get; init; }

    /// <summary>Gets whether the place is not in the change any more: the line was changed or is gone at the head.</summary>
    public bool IsOutdated { get; init; }

    /// <summary>Gets whether it was resolved.</summary>
    public bool IsResolved { get; init; }

    /// <summary>Gets the comments, oldest first.</summary>
    public required IReadOnlyList<ReviewComment> Comments { get; init; }
}
