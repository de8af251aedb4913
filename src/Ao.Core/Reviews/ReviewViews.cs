using Ao.Configuration;
using Ao.Sessions;

namespace Ao.Reviews;

/// <summary>Shows a review to people: a pure function.</summary>
internal static class ReviewViews
{
    public static SessionReview Of(ReviewState state, SessionState author, ReviewOptions policy)
    {
        var head = ReviewDecision.HeadOf(author, policy) ?? author.PullRequest?.Revision;
        return new SessionReview
        {
            Session = author.Id,
            Project = author.Request.Project,
            Revision = head,
            Progress = ProgressOf(state, policy, head),
            Reason = state.Stall?.Reason,
            Tiers = [.. policy.Tiers.Select(tier => new TierReview(tier.Name, policy.Requires(tier.Name), head is null ? null : RoundOf(state, tier.Name, head)))],
            Rounds = state.Rounds,
            Findings = state.Findings,
        };
    }

    /// <summary>Gives what a tier says of a revision: that it is passed, or its newest round.</summary>
    public static ReviewRound? RoundOf(ReviewState state, string tier, string revision) =>
        state.VerdictOf(tier, revision) is { State: ReviewRoundState.Passed } passed ? passed : state.Rounds.FindLast(round => round.Tier == tier && round.Revision == revision);

    private static ReviewProgress ProgressOf(ReviewState state, ReviewOptions policy, string? head)
    {
        if (state.Stall is not null)
        {
            return ReviewProgress.Stalled;
        }

        if (state.Active is not null)
        {
            return ReviewProgress.Reviewing;
        }

        if (head is null || policy.Tiers.Count == 0)
        {
            return ReviewProgress.Waiting;
        }

        return policy.Tiers.All(tier => state.IsPassed(tier.Name, head)) ? ReviewProgress.Passed
            : policy.Tiers.Any(tier => state.VerdictOf(tier.Name, head) is { State: ReviewRoundState.Blocked }) ? ReviewProgress.ChangesNeeded
            : ReviewProgress.Waiting;
    }
}
