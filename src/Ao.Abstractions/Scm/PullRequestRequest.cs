namespace Ao.Scm;

/// <summary>A pull request to open.</summary>
public sealed record PullRequestRequest
{
    /// <summary>Gets the operation, whose mark the pull request carries.</summary>
    public required OperationKey Key { get; init; }

    /// <summary>Gets the project.</summary>
    public required ProjectSource Source { get; init; }

    /// <summary>Gets the revision to propose.</summary>
    public required string Revision { get; init; }

    /// <summary>Gets where to publish it: the push target that consent was given for. An implementation whose target is another by now refuses.</summary>
    public required string PushTarget { get; init; }

    /// <summary>Gets the branch to publish it under.</summary>
    public required string HeadBranch { get; init; }

    /// <summary>Gets the branch that it goes into.</summary>
    public required string BaseBranch { get; init; }

    /// <summary>Gets the title: one line.</summary>
    public required string Title { get; init; }

    /// <summary>Gets the text.</summary>
    public string Body { get; init; } = "";

    /// <summary>Gets whether it is opened as a draft. An implementation without drafts refuses.</summary>
    public bool IsDraft { get; init; }

    /// <summary>Gets the session that made the change.</summary>
    public SessionId? Session { get; init; }
}
