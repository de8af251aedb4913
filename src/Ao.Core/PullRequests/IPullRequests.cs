using Ao.Scm;

namespace Ao.PullRequests;

/// <summary>The pull requests that sessions propose.</summary>
public interface IPullRequests
{
    /// <summary>Asks again for a session's pull request that was refused, or of which it is not known whether it was opened: that one is read back first.</summary>
    /// <param name="session">The session, which must be done.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The operation, completed when the question will be asked.</returns>
    /// <exception cref="AoException">There is no such session, or it has no change to propose.</exception>
    Task ProposeAsync(SessionId session, CancellationToken cancellationToken = default);

    /// <summary>Plans in which order pull requests are merged, by what their sessions declare, by which heads contain which, and by the paths that they change. Nothing is merged by it.</summary>
    /// <param name="sessions">The sessions, 200 at most. One whose change is merged already is left out.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The plan, with the reasons, with what is in the way of each now, and with the conflicts that are foreseen between them where the scm can merge on trial.</returns>
    /// <exception cref="AoException">The sessions depend on each other in a circle, which the message names; or one is not there, or has no pull request.</exception>
    Task<MergePlan> PlanMergeAsync(IReadOnlyCollection<SessionId> sessions, CancellationToken cancellationToken = default);

    /// <summary>Runs a plan: merges one pull request after the other, each looked at anew. What depends on one that was not merged is skipped, the others go on.</summary>
    /// <param name="plan">The plan. Where a head has moved since it was made, nothing is merged, and each result says so: make it anew. Run again, it gives what is merged already as merged.</param>
    /// <param name="cancellationToken">The token that ends it; what is under way is carried through.</param>
    /// <returns>What became of each, as it happens.</returns>
    IAsyncEnumerable<MergePlanResult> MergeAsync(MergePlan plan, CancellationToken cancellationToken = default);

    /// <summary>Merges a session's pull request if its head is the verified revision, its checks and the reviews that it needs are passed on that very revision, and what it depends on is merged.</summary>
    /// <param name="session">The session.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>Merged, or why not.</returns>
    /// <exception cref="AoException">There is no such session, or it has no pull request.</exception>
    Task<MergeResult> MergeAsync(SessionId session, CancellationToken cancellationToken = default);

    /// <summary>Adds a review to a session's pull request, once a person has consented where the project's gates ask for that.</summary>
    /// <param name="session">The session.</param>
    /// <param name="review">The review.</param>
    /// <param name="cancellationToken">The token that cancels waiting.</param>
    /// <returns>The review.</returns>
    /// <exception cref="OutcomeUnknownException">It is not known whether it was added; it is among the unsettled effects.</exception>
    /// <exception cref="AoException">There is no such session, it has no pull request, or the review was not added; the message says why.</exception>
    Task<Review> AddReviewAsync(SessionId session, ReviewDraft review, CancellationToken cancellationToken = default);

    /// <summary>Lists what is known of a project's pull requests, as they were seen last.</summary>
    /// <param name="project">The project.</param>
    /// <returns>The pull requests that sessions own, by number.</returns>
    /// <exception cref="AoException">There is no such project.</exception>
    IReadOnlyList<ObservedPullRequest> ListObserved(ProjectId project);

    /// <summary>Gives what is known of a session's pull request, as it was seen last.</summary>
    /// <param name="session">The session.</param>
    /// <returns>What is known, or <see langword="null"/> where it has none or it was not looked at yet.</returns>
    /// <exception cref="AoException">There is no such session.</exception>
    ObservedPullRequest? FindObserved(SessionId session);

    /// <summary>Looks at a project's open pull requests at once, as when a forge tells that something has happened there.</summary>
    /// <param name="project">The project.</param>
    /// <param name="cancellationToken">The token that cancels waiting; they are looked at all the same.</param>
    /// <returns>The operation, completed when they were looked at.</returns>
    /// <exception cref="AoException">There is no such project, or its scm cannot be read.</exception>
    Task LookAsync(ProjectId project, CancellationToken cancellationToken = default);

    /// <summary>Reads a session's pull request from the scm.</summary>
    /// <param name="session">The session.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The pull request as it is now.</returns>
    /// <exception cref="AoException">There is no such session, or it has no pull request.</exception>
    Task<PullRequest> GetAsync(SessionId session, CancellationToken cancellationToken = default);
}
