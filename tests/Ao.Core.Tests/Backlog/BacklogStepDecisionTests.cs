using Ao.Backlog;
using Ao.Core.Tests.Sessions;
using Ao.Journal;
using Ao.Sessions;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Core.Tests.Backlog;

/// <summary>The way of an issue that was taken, one row for each fork in it.</summary>
public sealed class BacklogStepDecisionTests
{
    private static readonly BacklogFacts.Taken s_taken = new("1", "It is slow", "issue 1", 1, BreaksDown: false);
    private static readonly BacklogFacts.Taken s_large = s_taken with { BreaksDown = true };
    private static readonly BacklogFacts.Started s_started = new(States.Id);
    private static readonly BacklogFacts.Marked s_marked = new(null);
    private static readonly BacklogFacts.BreakdownAccepted s_accepted = new(new Breakdown(true, null, []));
    private static readonly object[] s_done = [.. States.Running, new Facts.DoneClaimed(1, 1, null, null), new Facts.RunEnded(1, 0), new Facts.Verified(States.Passed("r"), true), new Facts.Done(null)];
    private static readonly object[] s_idle = [.. States.Running, new Facts.DoneClaimed(1, 1, null, null), new Facts.RunEnded(1, 0), new Facts.Verified(States.Passed("r"), false), new Facts.Done(null)];

    public static TheoryData<string, object[], object[]?, string> Ways => new()
    {
        { "taken", [s_taken], null, nameof(BacklogStep.Start) },
        { "begun", [s_taken, s_started], States.Running, nameof(BacklogStep.Mark) },
        { "works", [s_taken, s_started, s_marked], States.Running, nameof(BacklogStep.Rest) },
        { "its session was lost with the journal", [s_taken, s_started, s_marked], null, nameof(BacklogStep.Fail) },
        { "failed", [s_taken, s_started, s_marked], [.. States.Running, new Facts.Failed("Broken.")], nameof(BacklogStep.Fail) },
        { "lost", [s_taken, s_started, s_marked], [.. States.Running, new Facts.Lost("Gone.")], nameof(BacklogStep.Fail) },
        { "stopped by a person: it keeps its issue", [s_taken, s_started, s_marked], [.. States.Running, new Facts.Stopped("Enough.")], nameof(BacklogStep.Rest) },
        { "done, not proposed yet", [s_taken, s_started, s_marked], s_done, nameof(BacklogStep.Rest) },
        { "done without a change", [s_taken, s_started, s_marked], s_idle, nameof(BacklogStep.Fail) },
        { "done without a change, and told something", [s_taken, s_started, s_marked], [.. s_idle, new Facts.MessageAccepted("m1", "Look again.")], nameof(BacklogStep.Rest) },
        { "a person says no", [s_taken, s_started, s_marked], [.. s_done, new Facts.PullRequestRefused("No.")], nameof(BacklogStep.SetAside) },
        { "proposed", [s_taken, s_started, s_marked], [.. s_done, new Facts.PullRequestOpened(5, "r", null)], nameof(BacklogStep.Rest) },
        { "taken over", [s_taken, s_started, s_marked], [.. s_done, new Facts.PullRequestOpened(5, "r", null), new Facts.PullRequestTakenOver(5, "another")], nameof(BacklogStep.SetAside) },
        { "merged", [s_taken, s_started, s_marked], [.. s_done, new Facts.PullRequestOpened(5, "r", null), new Facts.PullRequestMerged(5, "m")], nameof(BacklogStep.Finish) },
        { "its pull request was closed without a merge", [s_taken, s_started, s_marked], [.. s_done, new Facts.PullRequestOpened(5, "r", null), new Facts.PullRequestClosed(5)], nameof(BacklogStep.SetAside) },
        { "its pull request was closed, and it was told something", [s_taken, s_started, s_marked], [.. s_done, new Facts.PullRequestOpened(5, "r", null), new Facts.PullRequestClosed(5), new Facts.MessageAccepted("m1", "Why?")], nameof(BacklogStep.Rest) },
        { "its pull request was closed, and the issue too", [s_taken, s_started, s_marked, new BacklogFacts.IssueClosed(), new BacklogFacts.SessionTold()], [.. s_done, new Facts.PullRequestOpened(5, "r", null), new Facts.PullRequestClosed(5)], nameof(BacklogStep.Fail) },
        { "issue closed, its pull request waits", [s_taken, s_started, s_marked, new BacklogFacts.IssueClosed(), new BacklogFacts.SessionTold()], [.. s_done, new Facts.PullRequestOpened(5, "r", null)], nameof(BacklogStep.Rest) },
        { "issue closed, and stopped", [s_taken, s_started, s_marked, new BacklogFacts.IssueClosed(), new BacklogFacts.SessionTold()], [.. States.Running, new Facts.Stopped("Enough.")], nameof(BacklogStep.Fail) },
        { "issue closed, and stopped while its pull request waits", [s_taken, s_started, s_marked, new BacklogFacts.IssueClosed(), new BacklogFacts.SessionTold()], [.. s_done, new Facts.PullRequestOpened(5, "r", null), new Facts.Stopped("Enough.")], nameof(BacklogStep.Rest) },
        { "issue closed", [s_taken, s_started, s_marked, new BacklogFacts.IssueClosed()], States.Running, nameof(BacklogStep.TellSession) },
        { "issue closed, and told", [s_taken, s_started, s_marked, new BacklogFacts.IssueClosed(), new BacklogFacts.SessionTold()], States.Running, nameof(BacklogStep.Rest) },
        { "came to nothing", [s_taken, s_started, s_marked, new BacklogFacts.Failed("Broken.", false)], null, nameof(BacklogStep.Leave) },
        { "left", [s_taken, s_started, s_marked, new BacklogFacts.Failed("Broken.", false), new BacklogFacts.Left(null)], null, nameof(BacklogStep.Rest) },
        { "finished", [s_taken, s_started, s_marked, new BacklogFacts.Finished(null)], null, nameof(BacklogStep.Rest) },
        { "designer works", [s_large, s_started, s_marked], States.Running, nameof(BacklogStep.Rest) },
        { "designer has proposed", [s_large, s_started, s_marked], [.. States.Running, new Facts.BreakdownProposed(1, 1, "{}")], nameof(BacklogStep.Judge) },
        { "designer was told what is wrong", [s_large, s_started, s_marked, new BacklogFacts.BreakdownRefused(1)], [.. States.Running, new Facts.BreakdownProposed(1, 1, "{}")], nameof(BacklogStep.Rest) },
        { "designer has proposed again", [s_large, s_started, s_marked, new BacklogFacts.BreakdownRefused(1)], [.. States.Running, new Facts.BreakdownProposed(1, 1, "{}"), new Facts.BreakdownProposed(1, 2, "{}")], nameof(BacklogStep.Judge) },
        { "designer is done with nothing", [s_large, s_started, s_marked], s_idle, nameof(BacklogStep.Fail) },
        { "one piece of work", [s_large, s_started, s_marked, new BacklogFacts.FoundAtomic()], States.Running, nameof(BacklogStep.Leave) },
        { "can be broken down", [s_large, s_started, s_marked, s_accepted], States.Running, nameof(BacklogStep.Divide) },
        { "parts are made", [s_large, s_started, s_marked, s_accepted, new BacklogFacts.Divided(null)], States.Running, nameof(BacklogStep.Rest) },
        { "parts are closed", [s_large, s_started, s_marked, s_accepted, new BacklogFacts.Divided(null), new BacklogFacts.PartsClosed()], States.Running, nameof(BacklogStep.Close) },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void Next_OfAnIssue_IsOneStep(string what, object[] item, object[]? session, string step)
    {
        var next = BacklogStepDecision.Next(Fold(item), session is null ? null : States.Fold(session));

        Assert.True(step == next.ToString(), $"{what}: {next}");
    }

    [Fact]
    public void Fold_OnePieceOfWork_CountsAsNoAttempt()
    {
        var left = Fold([s_large, s_started, s_marked, new BacklogFacts.FoundAtomic(), new BacklogFacts.Left(null)]);
        var failed = Fold([s_taken, s_started, s_marked, new BacklogFacts.Failed("Broken.", false), new BacklogFacts.Left(null)]);

        Assert.Equal((0, true, BacklogPhase.Free), (left.Attempt, left.IsAtomic, left.Phase));
        Assert.Equal((1, false, BacklogPhase.Free), (failed.Attempt, failed.IsAtomic, failed.Phase));
    }

    private static BacklogItem Fold(IReadOnlyList<object> facts)
    {
        BacklogItem? item = null;
        for (var index = 0; index < facts.Count; index++)
        {
            var fact = new Fact { Position = index + 1, Stream = BacklogFactKinds.StreamOf(new ProjectId("shop"), "1"), Version = index + 1, Epoch = 1, At = DateTimeOffset.UnixEpoch, Type = "backlog.any", Schema = 1, Data = default };
            item = BacklogFold.Apply(item, new ProjectId("shop"), fact, facts[index]);
        }

        return item!;
    }
}
