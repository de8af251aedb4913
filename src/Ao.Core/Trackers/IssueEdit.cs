namespace Ao.Trackers;

/// <summary>What to change in an issue; what is <see langword="null"/> stays.</summary>
public sealed record IssueEdit
{
    /// <summary>Gets the intent: used again, it changes nothing.</summary>
    /// <value>The default is <see langword="null"/>: each call is an intent of its own.</value>
    public OperationKey? Key { get; init; }

    /// <summary>Gets the title.</summary>
    public string? Title { get; init; }

    /// <summary>Gets the text.</summary>
    public string? Body { get; init; }

    /// <summary>Gets whether it shall be open or closed.</summary>
    public bool? IsOpen { get; init; }

    /// <summary>Gets all labels it shall have.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Gets all it shall be assigned to.</summary>
    public IReadOnlyList<string>? Assignees { get; init; }

    /// <summary>Gets a comment to add.</summary>
    public string? Comment { get; init; }
}
