namespace Ao.Scm;

/// <summary>A proposed change.</summary>
public sealed record PullRequest
{
    /// <summary>Gets the number, unique in the project.</summary>
    public required int Number { get; init; }

    /// <summary>Gets the title. Text from outside.</summary>
    public required string Title { get; init; }

    /// <summary>Gets the text. From outside.</summary>
    public string Body { get; init; } = "";

    /// <summary>Gets where the change is published: the push target at the time that it was opened.</summary>
    public required string PushTarget { get; init; }

    /// <summary>Gets the branch that holds the change.</summary>
    public required string HeadBranch { get; init; }

    /// <summary>Gets the revision that is proposed.</summary>
    public required string HeadRevision { get; init; }

    /// <summary>Gets the branch that the change goes into.</summary>
    public required string BaseBranch { get; init; }

    /// <summary>Gets whether it is open, merged or closed.</summary>
    public required PullRequestState State { get; init; }

    /// <summary>Gets whether it can be merged now, where that is known.</summary>
    public Mergeability Mergeability { get; init; }

    /// <summary>Gets the paths that keep it from being merged, where it conflicts.</summary>
    public IReadOnlyList<string> Conflicts { get; init; } = [];

    /// <summary>Gets whether it is a draft: shown, and not to be merged yet.</summary>
    public bool IsDraft { get; init; }

    /// <summary>Gets what keeps it from being merged now, a sentence each, as far as the scm tells. Text from outside.</summary>
    public IReadOnlyList<string> Obstacles { get; init; } = [];

    /// <summary>Gets the ids of the issues that its merge closes, where the scm knows of any.</summary>
    public IReadOnlyList<string> Issues { get; init; } = [];

    /// <summary>Gets the revision of the base branch that the merge made, where it was merged.</summary>
    public string? MergeRevision { get; init; }

    /// <summary>Gets where a person reads it, where there is such a place.</summary>
    public Uri? Address { get; init; }
}
