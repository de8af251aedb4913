using System.Globalization;
using Ao.Agents;
using Ao.Configuration;
using Ao.PullRequests;
using Ao.Sessions;

namespace Ao.Reviews;

/// <summary>Decides what is next for the review of a session's change: a pure function of what is known, the project's policy and the time.</summary>
internal static class ReviewDecision
{
    private static readonly ReviewStep s_rest = new ReviewStep.Rest();

    /// <summary>Gives the next step.</summary>
    /// <param name="state">The review.</param>
    /// <param name="author">The session whose change it is.</param>
    /// <param name="reviewer">The session of the reviewer that is at it, where one is.</param>
    /// <param name="policy">The project's policy.</param>
    /// <param name="now">The time.</param>
    public static ReviewStep Next(ReviewState state, SessionState author, SessionState? reviewer, ReviewOptions policy, DateTimeOffset now)
    {
        var head = HeadOf(author, policy);
        if (state.Active is { } active)
        {
            return OfActive(active, author, head, reviewer, policy, now);
        }

        if (author.PullRequest is { State: ProposalState.Unknown })
        {
            return s_rest;
        }

        if (head is null)
        {
            return state.Stall is null ? s_rest : new ReviewStep.GoOn("No pull request of the session is open any more.");
        }

        if (state.Stall is { } stall)
        {
            return stall.Revision != head ? new ReviewStep.GoOn($"The head has moved on to {head}.")
                : stall.Kind == StallKind.AuthorEnded && !HasEnded(author) ? new ReviewStep.GoOn("The session goes on.")
                : s_rest;
        }

        return policy.Tiers.FirstOrDefault(tier => !state.IsPassed(tier.Name, head)) is { } next
            ? OfTier(state, author, policy, next.Name, head)
            : s_rest;
    }

    /// <summary>Gives the revision that is to be reviewed: the head of the session's open pull request, where the project has tiers.</summary>
    public static string? HeadOf(SessionState author, ReviewOptions policy) =>
        policy.Tiers.Count > 0 && author.PullRequest is { State: ProposalState.Open, Number: not null } open ? open.Revision : null;

    private static ReviewStep OfActive(ReviewRound round, SessionState author, string? head, SessionState? reviewer, ReviewOptions policy, DateTimeOffset now)
    {
        // What an operation of unknown outcome has done to the head shows later.
        if (author.PullRequest is not { State: ProposalState.Unknown } && head != round.Revision)
        {
            return new ReviewStep.Outdate(round.Number, head is null ? "No pull request of the session is open any more." : $"The head has moved on to {head}.");
        }

        if (reviewer is null)
        {
            return new ReviewStep.Fail(round.Number, "The reviewer's session is not known any more.");
        }

        if (reviewer.HasWritten)
        {
            return new ReviewStep.Fail(round.Number, $"Session {reviewer.Id} has changed files that it was only to read, so that whatever it says of them is void: {reviewer.Verifications.FindLast(static verification => !verification.Passed)?.Problem}");
        }

        if (reviewer.End is { } end)
        {
            return end.Status == SessionStatus.Done && reviewer.Verdict is not null
                ? new ReviewStep.TakeVerdict(round.Number)
                : new ReviewStep.Fail(round.Number, $"Session {reviewer.Id} has ended without a verdict ({end.Status}): {end.Reason ?? "no reason was given."}");
        }

        if (reviewer.Pause is not null)
        {
            return s_rest;
        }

        if (round.RunningSince is not { } since)
        {
            return reviewer.Run is { Handle: not null } ? new ReviewStep.NoteRunning(round.Number) : s_rest;
        }

        var timeout = policy.Tiers.FirstOrDefault(tier => tier.Name == round.Tier)?.Timeout ?? TimeSpan.Zero;
        return now - since >= timeout
            ? new ReviewStep.Fail(round.Number, string.Create(CultureInfo.InvariantCulture, $"Session {reviewer.Id} gave no verdict within {timeout:c}."))
            : new ReviewStep.WaitUntil(since + timeout);
    }

    private static ReviewStep OfTier(ReviewState state, SessionState author, ReviewOptions policy, string tier, string head)
    {
        var blocked = state.VerdictOf(tier, head);
        if (HasEnded(author))
        {
            return new ReviewStep.Stop(new ReviewStall(StallKind.AuthorEnded, head, $"The session was {author.End!.Status.ToString().ToLowerInvariant()} before the review was passed."));
        }

        if (blocked is not null)
        {
            return OfBlocked(state, author, policy, blocked);
        }

        return state.FailuresOf(tier, head) is var failures && failures >= policy.MaxFailures
            ? new ReviewStep.Stop(new ReviewStall(StallKind.ReviewersFailed, head, string.Create(CultureInfo.InvariantCulture, $"Of tier '{tier}' {failures} reviewers gave no verdict that counts (Reviews:MaxFailures). The last one: {state.Rounds.FindLast(static round => round.State == ReviewRoundState.Failed)?.Reason}")))
            : new ReviewStep.Start(tier, head, state.NextRound);
    }

    private static ReviewStep OfBlocked(ReviewState state, SessionState author, ReviewOptions policy, ReviewRound blocked)
    {
        if (state.SentRound != blocked.Number)
        {
            return StallDecision.Of(state, blocked, policy) is { } stall ? new ReviewStep.Stop(stall) : new ReviewStep.Send(blocked.Number);
        }

        return IsDoneWith(author, state.SentMessage)
            ? new ReviewStep.Stop(new ReviewStall(StallKind.NothingNew, blocked.Revision, author.PullRequest!.Reason is { } reason
                ? $"The session is done with the findings, and its newer revision is not in the pull request: {reason}"
                : "The session says that it is done with the findings and has proposed no newer revision."))
            : s_rest;
    }

    /// <summary>Tells whether the author was told, is done again, and nothing newer is on its way into the pull request.</summary>
    private static bool IsDoneWith(SessionState author, string? message) =>
        author.IsEnded(SessionStatus.Done)
        && author.NextMessage is null
        && author.Messages.Find(told => told.Id == message) is { Stage: >= MessageStage.Submitted and < MessageStage.Failed }
        && author.PullRequest is { } open
        && (open.Reason is not null || open.Revision == author.VerifiedRevision);

    private static bool HasEnded(SessionState author) => author.IsEnded(SessionStatus.Stopped, SessionStatus.Failed, SessionStatus.Lost);
}
