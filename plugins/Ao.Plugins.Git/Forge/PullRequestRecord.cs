using Ao.Scm;

namespace Ao.Plugins.Git.Forge;

/// <summary>What is written down of a pull request.</summary>
internal sealed record PullRequestRecord
{
    public required int Number { get; init; }

    public required OperationKey Key { get; init; }

    public SessionId? Session { get; init; }

    public required string Title { get; init; }

    public required string Body { get; init; }

    public required string HeadBranch { get; init; }

    public required string HeadRevision { get; init; }

    public required string BaseBranch { get; init; }

    public required PullRequestState State { get; init; }

    /// <summary>Gets the repository that it was published in, which is the one that it is merged in.</summary>
    public required string Target { get; init; }

    public string? MergeRevision { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public PullRequest Describe(Mergeability mergeability = Mergeability.Unknown, IReadOnlyList<string>? conflicts = null) => new()
    {
        Number = Number,
        Title = Title,
        Body = Body,
        PushTarget = Target,
        HeadBranch = HeadBranch,
        HeadRevision = HeadRevision,
        BaseBranch = BaseBranch,
        State = State,
        MergeRevision = MergeRevision,
        Mergeability = mergeability,
        Conflicts = conflicts ?? [],
    };
}
