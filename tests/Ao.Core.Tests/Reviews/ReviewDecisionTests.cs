using Ao.Agents;
using Ao.Core.Tests.Sessions;
using Ao.PullRequests;
using Ao.Reviews;
using Ao.Scm;
using Ao.Sessions;
using FsCheck;
using FsCheck.Xunit;
using static Ao.Core.Tests.Reviews.ReviewStates;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Core.Tests.Reviews;

public class ReviewDecisionTests
{
    private static readonly object[] s_again = [new Facts.MessageAccepted("shop-1.m1", "Mend."), new Facts.LaunchIntended(2, "shop-1.m1"), new Facts.Launched(2, "t")];
    private static readonly object[] s_doneAgain = [.. s_again, new Facts.RunEnded(2, 0), new Facts.DoneClaimed(2, 9, null, null)];

    public static TheoryData<string, object[], object[], object[]?, string> Steps => new()
    {
        // What is known of the review, what has happened to the author behind its pull request at r1, the reviewer, and what is next.
        { "opened", [], [], null, "Start first r1 1" },
        { "merged", [], [new Facts.PullRequestMerged(1, "m")], null, "Rest" },
        { "reviewer runs", [Started(1)], [], [], "NoteRunning 1" },
        { "reviewer at it", [Started(1), new ReviewFacts.ReviewerRunning(1)], [], [], "WaitUntil" },
        { "reviewer passes", [Started(1), new ReviewFacts.ReviewerRunning(1)], [], Verdict(), "TakeVerdict 1" },
        { "reviewer has written", [Started(1)], [], [new Facts.VerdictGiven(1, ReviewVerdict.Approve, "Fine.", []), new Facts.Verified(States.NotPassed("r9"), HasChanges: true)], "Fail 1: Session shop-9 has changed files" },
        { "reviewer has written and put it back", [Started(1)], [], [new Facts.Verified(States.NotPassed("r9"), HasChanges: true), .. Verdict()], "Fail 1: Session shop-9 has changed files" },
        { "reviewer fails", [Started(1)], [], [new Facts.Failed("It broke.")], "Fail 1: Session shop-9 has ended without a verdict (Failed): It broke." },
        { "reviewer is stopped", [Started(1)], [], [new Facts.Stopped(null)], "Fail 1: Session shop-9 has ended without a verdict (Stopped)" },
        { "reviewer is gone", [Started(1)], [], null, "Fail 1: The reviewer's session is not known" },
        { "new head while it reads", [Started(1, revision: "r0")], [], [], "Outdate 1: The head has moved on to r1." },
        { "merged while it reads", [Started(1)], [new Facts.PullRequestMerged(1, "m")], [], "Outdate 1: No pull request" },
        { "first tier passed", [.. Round(1, "first", "r1")], [], null, "Start deep r1 2" },
        { "passed on an older head only", [.. Round(1, "first", "r0")], [], null, "Start first r1 2" },
        { "all passed", [.. Round(1, "first", "r1"), .. Round(2, "deep", "r1")], [], null, "Rest" },
        { "blocked", [.. Round(1, "first", "r1", "a")], [], null, "Send 1" },
        { "blocked, author told and at it", [.. Round(1, "first", "r1", "a"), new ReviewFacts.FindingsSent(1, "shop-1.m1")], s_again, null, "Rest" },
        { "blocked, author proposes a newer head", [.. Round(1, "first", "r1", "a"), new ReviewFacts.FindingsSent(1, "shop-1.m1")], [.. s_doneAgain, new Facts.Verified(States.Passed("r2"), true), new Facts.Done(null), new Facts.PullRequestUpdated(1, "r2")], null, "Start first r2 2" },
        { "blocked, author's newer head is on its way", [.. Round(1, "first", "r1", "a"), new ReviewFacts.FindingsSent(1, "shop-1.m1")], [.. s_doneAgain, new Facts.Verified(States.Passed("r2"), true), new Facts.Done(null)], null, "Rest" },
        { "blocked, author is done with nothing new", [.. Round(1, "first", "r1", "a"), new ReviewFacts.FindingsSent(1, "shop-1.m1")], [.. s_doneAgain, new Facts.Verified(States.Passed("r1"), true), new Facts.Done(null)], null, "Stop NothingNew" },
        { "blocked, newer head refused", [.. Round(1, "first", "r1", "a"), new ReviewFacts.FindingsSent(1, "shop-1.m1")], [.. s_doneAgain, new Facts.Verified(States.Passed("r2"), true), new Facts.Done(null), new Facts.PullRequestRefused("no")], null, "Stop NothingNew" },
        { "blocked, author has failed", [.. Round(1, "first", "r1", "a"), new ReviewFacts.FindingsSent(1, "shop-1.m1")], [.. s_again, new Facts.Failed("no")], null, "Stop AuthorEnded" },
        { "author was stopped before any review", [], [new Facts.Stopped(null)], null, "Stop AuthorEnded" },
        { "stalled because the author ended", [new ReviewFacts.Stalled(StallKind.AuthorEnded, "r1", "no")], [new Facts.Stopped(null)], null, "Rest" },
        { "stalled because the author ended, restored", [new ReviewFacts.Stalled(StallKind.AuthorEnded, "r1", "no")], [new Facts.Stopped(null), new Facts.Restored()], null, "GoOn The session goes on." },
        { "stalled", [.. Round(1, "first", "r1", "a"), new ReviewFacts.Stalled(StallKind.TooManyRounds, "r1", "no")], [], null, "Rest" },
        { "stalled, head moved on", [.. Round(1, "first", "r0", "a"), new ReviewFacts.Stalled(StallKind.TooManyRounds, "r0", "no")], [], null, "GoOn The head has moved on to r1." },
        { "stalled, merged", [new ReviewFacts.Stalled(StallKind.TooManyRounds, "r1", "no")], [new Facts.PullRequestMerged(1, "m")], null, "GoOn No pull request" },
        { "one reviewer failed", [Started(1), new ReviewFacts.RoundFailed(1, "first", "r1", "no")], [], null, "Start first r1 2" },
        { "two reviewers failed", [Started(1), new ReviewFacts.RoundFailed(1, "first", "r1", "no"), new ReviewFacts.RoundFailed(2, "first", "r1", "not ready")], [], null, "Stop ReviewersFailed" },
        { "two failed, a person asks again", [new ReviewFacts.RoundFailed(1, "first", "r1", "no"), new ReviewFacts.RoundFailed(2, "first", "r1", "no"), new ReviewFacts.Stalled(StallKind.ReviewersFailed, "r1", "no"), new ReviewFacts.RoundRequested(Ann)], [], null, "Start first r1 3" },
        { "blocked, a person asks again", [.. Round(1, "first", "r1"), .. Round(2, "deep", "r1", "a"), new ReviewFacts.RoundRequested(Ann)], [], null, "Start deep r1 3" },
        { "all that blocked is dismissed", [.. Round(1, "first", "r1", "a"), new ReviewFacts.Dismissed(FingerprintOf("a"), "no", Ann)], [], null, "Start deep r1 2" },
        { "stalled, one of two is dismissed", [.. Round(1, "first", "r1", "a", "b"), new ReviewFacts.FindingsSent(1, "shop-1.m1"), new ReviewFacts.Stalled(StallKind.NothingNew, "r1", "no"), new ReviewFacts.Dismissed(FingerprintOf("a"), "no", Ann)], [], null, "Send 1" },
        { "merge of unknown outcome", [], [new Facts.PullRequestUnknown("lost", new OperationKey("x"))], null, "Rest" },
    };

    [Theory]
    [MemberData(nameof(Steps))]
    public void Next_Table(string when, object[] review, object[] author, object[]? reviewer, string expected)
    {
        var step = ReviewDecision.Next(Fold(review), Author("r1", author), reviewer is null ? null : Reviewer(reviewer), TwoTiers, Start.AddMinutes(1));

        Assert.True(Describe(step).StartsWith(expected, StringComparison.Ordinal), $"{when}: {Describe(step)}");
    }

    [Fact]
    public void Next_ReviewerTakesTooLong_CountsFromItsStartNotFromTheQueue()
    {
        var queued = Fold(Started(1));
        var running = Fold(Started(1), new ReviewFacts.ReviewerRunning(1));

        Assert.IsType<ReviewStep.NoteRunning>(ReviewDecision.Next(queued, Author(), Reviewer(), TwoTiers, Start.AddHours(5)));
        Assert.Equal(new ReviewStep.WaitUntil(Start.AddSeconds(2).AddMinutes(30)), ReviewDecision.Next(running, Author(), Reviewer(), TwoTiers, Start.AddMinutes(30)));
        Assert.Equal(new ReviewStep.Fail(1, "Session shop-9 gave no verdict within 00:30:00."), ReviewDecision.Next(running, Author(), Reviewer(), TwoTiers, Start.AddMinutes(31)));
    }

    [Fact]
    public void Next_NoTiers_NothingIsReviewed() => Assert.IsType<ReviewStep.Rest>(ReviewDecision.Next(Fold(), Author(), null, new(), Start));

    /// <summary>Whatever reviewers say, a review comes to an end, a merge passes only with the verdicts that it needs, and who dismisses is heard.</summary>
    [Property]
    public bool Next_AnyVerdicts_EndsPassedOrCallsAPerson(PositiveInt seed, bool mendsSomething)
    {
        var random = new Random(seed.Get);
        var policy = TwoTiers;
        var facts = new List<object>();
        var head = 1;
        for (var steps = 0; steps < 1000; steps++)
        {
            var state = Fold(facts);
            var passed = policy.Tiers.All(tier => state.IsPassed(tier.Name, $"r{head}"));
            if ((ReviewGate.Obstacle(state, $"r{head}", policy) is null) != passed)
            {
                return false;
            }

            switch (ReviewDecision.Next(state, Author($"r{head}"), Reviewer(), policy, Start))
            {
                case ReviewStep.Rest:
                    return passed;
                case ReviewStep.Stop stop:
                    return ReviewDecision.Next(Fold([.. facts, new ReviewFacts.Stalled(stop.Stall.Kind, stop.Stall.Revision, stop.Stall.Reason)]), Author($"r{head}"), null, policy, Start) is ReviewStep.Rest && !passed;
                case ReviewStep.Start start:
                    facts.Add(new ReviewFacts.RoundStarted(start.Round, start.Tier, start.Revision, ReviewerId));
                    facts.Add(random.Next(4) == 0 ? new ReviewFacts.RoundFailed(start.Round, start.Tier, start.Revision, "no") : Taken(start.Round, [.. Enumerable.Range(0, random.Next(4)).Select(_ => $"finding {(char)('a' + random.Next(8))}").Distinct()]));
                    break;
                case ReviewStep.Send send:
                    facts.Add(new ReviewFacts.FindingsSent(send.Round, "m"));
                    head += mendsSomething || random.Next(2) == 0 ? 1 : 0;
                    if (ReviewDecision.Next(Fold(facts), Author($"r{head}"), null, policy, Start) is ReviewStep.Rest)
                    {
                        // The author is at it.
                        head++;
                    }

                    break;
                default:
                    return false;
            }
        }

        return false;
    }

    private static string Describe(ReviewStep step) => step switch
    {
        ReviewStep.Start start => $"Start {start.Tier} {start.Revision} {start.Round}",
        ReviewStep.Fail fail => $"Fail {fail.Round}: {fail.Reason}",
        ReviewStep.Outdate outdate => $"Outdate {outdate.Round}: {outdate.Reason}",
        ReviewStep.TakeVerdict taken => $"TakeVerdict {taken.Round}",
        ReviewStep.NoteRunning running => $"NoteRunning {running.Round}",
        ReviewStep.Send send => $"Send {send.Round}",
        ReviewStep.Stop stop => $"Stop {stop.Stall.Kind}: {stop.Stall.Reason}",
        ReviewStep.GoOn goOn => $"GoOn {goOn.Reason}",
        _ => step.GetType().Name,
    };
}
