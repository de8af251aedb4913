using Ao.PullRequests;
using Ao.Scm;
using Ao.Sessions;

namespace Ao.Reactions;

/// <summary>Everything that the triggers of one session look at.</summary>
internal sealed record ReactionScene
{
    public required SessionState Session { get; init; }

    /// <summary>Gets what is known of its pull request.</summary>
    public ObservedPullRequest? PullRequest { get; init; }

    /// <summary>Gets whether the project's checks must have reported before a merge.</summary>
    public bool ChecksRequired { get; init; } = true;

    /// <summary>Gets who writes as one of our own reviewers, whose findings go another way.</summary>
    public Func<string, bool> IsOurReviewer { get; init; } = static _ => false;

    /// <summary>Gets whether the reviews that the project needs are passed on the head, where it needs any. Only one reaction asks.</summary>
    public Func<bool> IsReviewed { get; init; } = static () => true;

    /// <summary>Gets since when there are reactions: what had ended before is nobody's concern.</summary>
    public DateTimeOffset? WatchedSince { get; init; }

    /// <summary>Gets whether the session is ordered to stop.</summary>
    public bool IsStopping { get; init; }

    /// <summary>Gets whether the agent's provider refuses, or has refused lately.</summary>
    public bool IsHeldBack { get; init; }

    public required DateTimeOffset Now { get; init; }

    public bool IsStopped => IsStopping || Session.IsEnded(SessionStatus.Stopped);

    /// <summary>Gets the open pull request of the session, as it was seen last.</summary>
    public PullRequestReading? Open =>
        PullRequest is { Reading: { PullRequest.State: PullRequestState.Open } reading } && Session.PullRequest is { State: ProposalState.Open or ProposalState.Unknown } proposed && proposed.Number == PullRequest.Number
            ? reading
            : null;

    /// <summary>Gets whether a newer revision is on its way to the pull request, so that what is said of its head will not stand.</summary>
    public bool IsBeingUpdated => Session is { PullRequest: { State: ProposalState.Open, Reason: null } open, HasChanges: true, VerifiedRevision: { } verified } && open.Revision != verified;
}
