namespace Ao.Scm;

/// <summary>Everything that is known of one pull request at one moment.</summary>
public sealed record PullRequestReading
{
    /// <summary>Gets the pull request.</summary>
    public required PullRequest PullRequest { get; init; }

    /// <summary>Gets the newest revision of its base branch, where that is known.</summary>
    public string? BaseRevision { get; init; }

    /// <summary>Gets its checks, or <see langword="null"/> where the scm has none. What has not run yet is pending.</summary>
    public CheckReport? Checks { get; init; }

    /// <summary>Gets its reviews, oldest first.</summary>
    public IReadOnlyList<Review> Reviews { get; init; } = [];

    /// <summary>Gets its threads, oldest first.</summary>
    public IReadOnlyList<ReviewThread> Threads { get; init; } = [];
}
