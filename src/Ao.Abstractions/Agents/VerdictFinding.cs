namespace Ao.Agents;

/// <summary>One thing that a reviewer has found. Its texts come from outside.</summary>
public sealed record VerdictFinding
{
    /// <summary>Gets what is wrong, and how it shows.</summary>
    public required string Text { get; init; }

    /// <summary>Gets how much it weighs.</summary>
    /// <value>The default is <see langword="null"/>: <see cref="FindingSeverity.Blocker"/> where the verdict is a blocker, otherwise <see cref="FindingSeverity.Note"/>.</value>
    public FindingSeverity? Severity { get; init; }

    /// <summary>Gets what kind of thing it is, such as <c>security</c> or <c>tests</c>.</summary>
    public string? Category { get; init; }

    /// <summary>Gets the file, seen from the root of the project, with <c>/</c>; <see langword="null"/> where it is about the change as a whole.</summary>
    public string? Path { get; init; }

    /// <summary>Gets the line of the file, from 1.</summary>
    public int? Line { get; init; }
}
