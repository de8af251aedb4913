namespace Ao.Ledger.Bodies;

/// <summary>A change that a fork made.</summary>
internal sealed record ChangeBody
{
    /// <summary>Gets the subject: the revision, or the pull request that grows.</summary>
    public string? Key { get; init; }

    /// <summary>Gets the revision.</summary>
    public required string Revision { get; init; }

    /// <summary>Gets the first line of what its author wrote.</summary>
    public string? Title { get; init; }

    /// <summary>Gets the rest of it.</summary>
    public string? Message { get; init; }

    /// <summary>Gets when it was made.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Gets the files that it changes.</summary>
    public IReadOnlyList<string>? Paths { get; init; }

    /// <summary>Gets the change itself as a unified diff, where the fork shows code.</summary>
    public string? Patch { get; init; }

    /// <summary>Gets what it can be compared by without its text.</summary>
    public SketchBody? Sketch { get; init; }

    /// <summary>Gets the revision that it was copied from or reverts.</summary>
    public string? Origin { get; init; }

    /// <summary>Gets the records of the reports that it resolves.</summary>
    public IReadOnlyList<string>? Reports { get; init; }

    /// <summary>Gets the component that it changes.</summary>
    public string? Component { get; init; }
}
