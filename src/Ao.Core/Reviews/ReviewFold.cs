using Ao.Journal;

namespace Ao.Reviews;

/// <summary>Folds facts to the state of a review: a pure function.</summary>
internal static class ReviewFold
{
    public static ReviewState Apply(ReviewState state, Fact fact, object body) => Change(state, body, fact.At) with { Version = fact.Version };

    private static ReviewState Change(ReviewState state, object body, DateTimeOffset at) => body switch
    {
        ReviewFacts.RoundStarted started => Add(state, new ReviewRound { Number = started.Round, Tier = started.Tier, Revision = started.Revision, Reviewer = started.Reviewer, State = ReviewRoundState.Reviewing, StartedAt = at }),
        ReviewFacts.ReviewerRunning running => With(state, running.Round, round => round with { RunningSince = at }),
        ReviewFacts.RoundFailed failed => Fail(state, failed, at),
        ReviewFacts.VerdictTaken taken => Take(state, taken, at),
        ReviewFacts.RoundOutdated outdated => Outdate(state, outdated, at),
        ReviewFacts.FindingsSent sent => state with { SentRound = sent.Round, SentMessage = sent.MessageId },
        ReviewFacts.Stalled stalled => state with { Stall = new ReviewStall(stalled.Kind, stalled.Revision, stalled.Reason), Stalls = state.Stalls + 1 },
        ReviewFacts.WentOn => state with { Stall = null },
        ReviewFacts.Dismissed dismissed => Dismiss(state, dismissed),
        ReviewFacts.RoundRequested => state with { Stall = null, CountedFrom = state.NextRound - 1, RetriedFrom = state.NextRound - 1 },
        ReviewFacts.ThreadPosted posted => WithFinding(state, posted.Fingerprint, finding => finding with { Thread = posted.Thread, ThreadProblem = posted.Problem }),
        ReviewFacts.ThreadResolved resolved => WithFinding(state, resolved.Fingerprint, finding => finding with { IsThreadResolved = resolved.Problem is null, ThreadProblem = resolved.Problem }),
        _ => state,
    };

    private static ReviewState Add(ReviewState state, ReviewRound round)
    {
        var rounds = state.Rounds.Add(round);
        return state with { Rounds = rounds.Count > ReviewState.MaxRounds ? rounds.RemoveAt(0) : rounds };
    }

    private static ReviewState Fail(ReviewState state, ReviewFacts.RoundFailed failed, DateTimeOffset at) =>
        state.Rounds.Exists(round => round.Number == failed.Round)
            ? With(state, failed.Round, round => round with { State = ReviewRoundState.Failed, Reason = failed.Reason, EndedAt = at })
            : Add(state, new ReviewRound { Number = failed.Round, Tier = failed.Tier, Revision = failed.Revision, State = ReviewRoundState.Failed, Reason = failed.Reason, StartedAt = at, EndedAt = at });

    private static ReviewState Take(ReviewState state, ReviewFacts.VerdictTaken taken, DateTimeOffset at)
    {
        if (state.Rounds.Find(round => round.Number == taken.Round) is not { } round)
        {
            return state;
        }

        var found = FindingsFold.Take(state.Findings, taken.Findings, round);
        var withFindings = state with { Findings = found };
        return With(withFindings, taken.Round, ended => ended with
        {
            State = taken.IsBlocked ? ReviewRoundState.Blocked : ReviewRoundState.Passed,
            Summary = taken.Summary,
            Reason = taken.Note,
            OpenBlocking = withFindings.BlockingOf(round.Tier).Count(),
            EndedAt = at,
        });
    }

    private static ReviewState Outdate(ReviewState state, ReviewFacts.RoundOutdated outdated, DateTimeOffset at) =>
        state.Rounds.Find(round => round.Number == outdated.Round) is not { } round
            ? state
            : With(
                state with { Findings = FindingsFold.TakeOutdated(state.Findings, outdated.Findings, round) },
                outdated.Round,
                ended => ended with { State = ReviewRoundState.Outdated, Summary = outdated.Summary, Reason = outdated.Reason, EndedAt = at });

    /// <summary>Takes a person's word for it. A tier that nothing keeps from being passed any more is passed; what had stalled goes on.</summary>
    private static ReviewState Dismiss(ReviewState state, ReviewFacts.Dismissed dismissed)
    {
        if (state.Find(dismissed.Fingerprint) is not { } finding)
        {
            return state;
        }

        var after = WithFinding(state, dismissed.Fingerprint, found => found with { State = FindingState.Dismissed, DismissedBy = dismissed.By, DismissalReason = dismissed.Reason }) with
        {
            CountedFrom = state.NextRound - 1,
            Stall = null,

            // What is left of the findings is told anew: nobody works on them since the review has stalled.
            SentRound = state.Stall is null ? state.SentRound : 0,
        };
        var left = after.BlockingOf(finding.Tier).Count();
        return after.Rounds.FindLast(round => round.Tier == finding.Tier && round.State is (ReviewRoundState.Passed or ReviewRoundState.Blocked)) is { State: ReviewRoundState.Blocked } blocked
            ? With(after, blocked.Number, round => left > 0 ? round with { OpenBlocking = left } : round with { OpenBlocking = 0, State = ReviewRoundState.Passed, Reason = $"'{dismissed.By.Id}' has dismissed what was in the way." })
            : after;
    }

    private static ReviewState With(ReviewState state, int number, Func<ReviewRound, ReviewRound> change)
    {
        var index = state.Rounds.FindIndex(round => round.Number == number);
        return index < 0 ? state : state with { Rounds = state.Rounds.SetItem(index, change(state.Rounds[index])) };
    }

    private static ReviewState WithFinding(ReviewState state, string fingerprint, Func<ReviewFinding, ReviewFinding> change)
    {
        var index = state.Findings.FindIndex(finding => finding.Fingerprint == fingerprint);
        return index < 0 ? state : state with { Findings = state.Findings.SetItem(index, change(state.Findings[index])) };
    }
}
