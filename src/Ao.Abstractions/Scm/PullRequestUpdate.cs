namespace Ao.Scm;

/// <summary>What to change in a pull request; what is <see langword="null"/> stays.</summary>
public sealed record PullRequestUpdate
{
    /// <summary>Gets the operation.</summary>
    public required OperationKey Key { get; init; }

    /// <summary>Gets the project.</summary>
    public required ProjectSource Source { get; init; }

    /// <summary>Gets the number.</summary>
    public required int Number { get; init; }

    /// <summary>Gets where the change is published. An implementation whose pull request is published elsewhere refuses.</summary>
    public required string PushTarget { get; init; }

    /// <summary>Gets the branch that holds the change. An implementation whose pull request has another refuses.</summary>
    public required string HeadBranch { get; init; }

    /// <summary>Gets the revision to propose instead.</summary>
    public string? Revision { get; init; }

    /// <summary>Gets the title.</summary>
    public string? Title { get; init; }

    /// <summary>Gets the text.</summary>
    public string? Body { get; init; }

    /// <summary>Gets whether it shall be a draft. An implementation without drafts refuses.</summary>
    public bool? IsDraft { get; init; }

    /// <summary>Gets whether to close it.</summary>
    public bool Close { get; init; }
}
