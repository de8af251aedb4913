namespace Ao.Convergence;

/// <summary>A change that a person or a session has prepared for the upstream.</summary>
public sealed record UpstreamChange
{
    /// <summary>Gets the session whose verified change it is.</summary>
    /// <value>The default is <see langword="null"/>: a person's, as <see cref="Revision"/> says.</value>
    public SessionId? Session { get; init; }

    /// <summary>Gets the revision to propose, where no session made it.</summary>
    public string? Revision { get; init; }

    /// <summary>Gets the branch to publish it under.</summary>
    /// <value>The default is <see langword="null"/>: the session's, or one that is named after the finding.</value>
    public string? Branch { get; init; }

    /// <summary>Gets the branch that it goes into.</summary>
    /// <value>The default is <see langword="null"/>: the base branch of the session's workspace, or of the project.</value>
    public string? BaseBranch { get; init; }

    /// <summary>Gets the title: one line, 200 characters at most.</summary>
    /// <value>The default is <see langword="null"/>: the finding's pattern.</value>
    public string? Title { get; init; }
}
