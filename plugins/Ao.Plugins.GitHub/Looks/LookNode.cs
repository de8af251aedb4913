using Ao.Plugins.GitHub.Graph;

namespace Ao.Plugins.GitHub.Looks;

/// <summary>A pull request as a look reads it: its standing, and the parts that were asked for.</summary>
internal sealed record LookNode
{
    public string? Id { get; init; }

    public int Number { get; init; }

    public string Title { get; init; } = "";

    public Uri? Url { get; init; }

    public string State { get; init; } = "";

    public bool IsDraft { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public int? TotalCommentsCount { get; init; }

    public string HeadRefName { get; init; } = "";

    public string HeadRefOid { get; init; } = "";

    public LookRepository? HeadRepository { get; init; }

    public string BaseRefName { get; init; } = "";

    public LookRef? BaseRef { get; init; }

    public string? Mergeable { get; init; }

    public string? MergeStateStatus { get; init; }

    public string? ReviewDecision { get; init; }

    public bool IsInMergeQueue { get; init; }

    public GraphCommit? MergeCommit { get; init; }

    public LookRollup? StatusCheckRollup { get; init; }

    public string? Body { get; init; }

    public LookList<LookReview>? Reviews { get; init; }

    public LookList<GraphComment>? Comments { get; init; }

    public LookList<LookThread>? ReviewThreads { get; init; }

    public LookList<LookThread>? Recent { get; init; }

    /// <summary>Gets whether it is one: what was asked for may be something else by now.</summary>
    public bool IsPullRequest => Id is not null && Number > 0 && HeadRefOid.Length > 0;

    public bool IsOpen => State == "OPEN";
}
