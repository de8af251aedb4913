using Ao.Scm;

namespace Ao.PullRequests;

/// <summary>What is known of a session's pull request, as it was seen last. What is long is cut.</summary>
public sealed record ObservedPullRequest
{
    /// <summary>Gets the project.</summary>
    public required ProjectId Project { get; init; }

    /// <summary>Gets the session that owns it.</summary>
    public required SessionId Session { get; init; }

    /// <summary>Gets what was read. Its texts come from outside.</summary>
    public required PullRequestReading Reading { get; init; }

    /// <summary>Gets the hash of what was read: while it stays the same, nothing has changed.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Gets when it became known.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets the version of its stream.</summary>
    public required long Version { get; init; }

    /// <summary>Gets the number.</summary>
    public int Number => Reading.PullRequest.Number;

    /// <summary>Gets the revision that is proposed.</summary>
    public string HeadRevision => Reading.PullRequest.HeadRevision;

    /// <summary>Gets its checks, or <see langword="null"/> where the scm has none.</summary>
    public CheckReport? Checks => Reading.Checks;

    /// <summary>Gets what its reviews amount to.</summary>
    public ObservedReviewState Review => PullRequestStanding.ReviewOf(Reading);

    /// <summary>Gets the checks of its head that have failed.</summary>
    public IReadOnlyList<Check> FailedChecks => PullRequestStanding.FailedChecksOf(Reading);

    /// <summary>Gets what keeps it from being merged, as far as it was seen; empty where nothing does. The merge itself looks anew.</summary>
    public IReadOnlyList<string> Obstacles => PullRequestStanding.ObstaclesOf(Reading);
}
