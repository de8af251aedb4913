using Ao.Agents;
using Ao.Core.Tests.Sessions;
using Ao.PullRequests;
using Ao.Reactions;
using Ao.Scm;
using Ao.Sessions;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Core.Tests.Reactions;

public sealed class ReactionTriggersTests
{
    private static readonly PullRequest s_pullRequest = new() { Number = 3, Title = "Mend it", PushTarget = "/source", HeadBranch = "ao/shop-1", HeadRevision = "head-1", BaseBranch = "main", State = PullRequestState.Open, Mergeability = Mergeability.Mergeable };

    private static readonly SessionState s_session = States.Fold([.. States.Running, new Facts.PullRequestOpened(3, "head-1", null)]);

    [Theory]
    [InlineData(CheckState.Failed, "head-1", 1, true)]
    [InlineData(CheckState.Failed, "head-0", 0, true)]
    [InlineData(CheckState.Pending, "head-1", 0, true)]
    [InlineData(CheckState.Passed, "head-1", 0, false)]
    public void CiFailed_IsAboutTheHead_AndGreenOnlyIsClear(CheckState state, string revision, int items, bool isUnclear)
    {
        var sighting = Look(ReactionKeys.CiFailed, Reading() with { Checks = new CheckReport(revision, [new Check { Name = "build", State = state }]) });

        Assert.Equal((items, isUnclear), (sighting.Occurrence?.Items.Count ?? 0, sighting.IsUnclear));
    }

    [Fact]
    public void CiFailed_StepWithoutAName_SaysSo() =>
        Assert.Equal(
            "Check 'build', a step without a name, failed",
            Look(ReactionKeys.CiFailed, Reading() with { Checks = new CheckReport("head-1", [ReactionStates.Failed()]) }).Occurrence!.Items[0].Title);

    [Fact]
    public void CiFailed_SameFailureAtAnotherTime_HasTheSameFingerprint_AndAnotherHeadAnother()
    {
        var first = ContentFingerprint.Of(ReactionStates.Failed(excerpt: "12:01:02 [pid 44] deadbeef01: it broke at line 7"), "head-1");

        Assert.Equal(first, ContentFingerprint.Of(ReactionStates.Failed(excerpt: "13:44:59  [pid 9] 0123456789: it broke at line 12"), "head-1"));
        Assert.NotEqual(first, ContentFingerprint.Of(ReactionStates.Failed(excerpt: "12:01:02 [pid 44] deadbeef01: it broke at line 7"), "head-2"));
        Assert.NotEqual(first, ContentFingerprint.Of(ReactionStates.Failed(excerpt: "12:01:02 [pid 44] deadbeef01: it fell at line 7"), "head-1"));
    }

    [Fact]
    public void Comments_OnALineThatIsGone_SaySo_AndOurReviewersAreLeftOut()
    {
        var reading = Reading() with
        {
            Threads =
            [
                Thread("t1", "src/a.cs", 7, isOutdated: true, Comment("ann"), Comment("shop-9")),
                Thread("t2", "src/b.cs", 9, isOutdated: false, Comment("lint", isBot: true)),
                Thread("t3", null, null, isOutdated: false, Comment("bob")) with { IsResolved = true },
            ],
        };

        var people = Look(ReactionKeys.ReviewComments, reading).Occurrence!;
        var bots = Look(ReactionKeys.BotComments, reading).Occurrence!;

        Assert.Equal("ann on src/a.cs:7 of revision head-0, a place that is not in the change any more (thread t1)", Assert.Single(people.Items).Title);
        Assert.Equal("lint on src/b.cs:9 (thread t2)", Assert.Single(bots.Items).Title);
    }

    [Theory]
    [InlineData("ann", ReviewVerdict.RequestChanges, "head-0", 1, false)]
    [InlineData("ann", ReviewVerdict.Approve, "head-1", 0, true)]
    [InlineData("ann", ReviewVerdict.Approve, "head-0", 0, false)]
    [InlineData("ann", ReviewVerdict.Comment, "head-1", 0, false)]
    [InlineData("shop-9", ReviewVerdict.RequestChanges, "head-1", 0, false)]
    public void Reviews_AskForChangesOrApproveTheHead(string author, ReviewVerdict verdict, string revision, int asking, bool isReady)
    {
        var reading = Reading() with
        {
            Checks = new CheckReport("head-1", [new Check { Name = "build", State = CheckState.Passed }]),
            Reviews = [new Review { Author = author, Verdict = verdict, Revision = revision, At = ReactionStates.Start }],
        };

        Assert.Equal(asking, Look(ReactionKeys.ChangesRequested, reading).Occurrence?.Items.Count ?? 0);
        Assert.Equal(isReady, Look(ReactionKeys.ApprovedAndGreen, reading).Occurrence is not null);
    }

    [Theory]
    [InlineData(Mergeability.Conflicting, true, false)]
    [InlineData(Mergeability.Unknown, false, true)]
    [InlineData(Mergeability.Mergeable, false, false)]
    public void MergeConflicts_AreWhatTheForgeSays(Mergeability mergeability, bool occurs, bool isUnclear)
    {
        var sighting = Look(ReactionKeys.MergeConflicts, new PullRequestReading { PullRequest = s_pullRequest with { Mergeability = mergeability, Conflicts = ["a.txt"] } });

        Assert.Equal((occurs, isUnclear), (sighting.Occurrence is not null, sighting.IsUnclear));
    }

    [Fact]
    public void Head_ThatIsBeingReplaced_IsNotReactedTo()
    {
        var updated = States.Fold([.. States.Running, new Facts.PullRequestOpened(3, "head-1", null), new Facts.Verified(States.Passed("head-2"), true), new Facts.Done(null)]);

        var sighting = ReactionTriggers.Of(Scene(updated, Reading() with { Checks = new CheckReport("head-1", [ReactionStates.Failed()]) }), ReactionDefaults.Of(ReactionKeys.CiFailed), ReactionStates.Fold());

        Assert.Equal((null, true), (sighting.Occurrence, sighting.IsUnclear));
    }

    [Theory]
    [InlineData(AgentActivity.Active, 5, false)]
    [InlineData(AgentActivity.Active, 30, true)]
    [InlineData(AgentActivity.Ready, 30, false)]
    public void Stuck_IsAnAgentInATurnThatSaysNothing(AgentActivity activity, int minutes, bool occurs)
    {
        var session = States.Fold([.. States.Running, new Facts.ActivityChanged(1, 1, activity, null)]);

        var sighting = ReactionTriggers.Of(Scene(session, null) with { Now = session.UpdatedAt.AddMinutes(minutes) }, ReactionDefaults.Of(ReactionKeys.AgentStuck), ReactionStates.Fold());

        Assert.Equal(occurs, sighting.Occurrence is not null);
        Assert.Equal(activity == AgentActivity.Active && !occurs ? session.UpdatedAt.AddMinutes(10) : null, sighting.DueAt);
    }

    [Fact]
    public void Agent_AsksFailsOrIsStopped()
    {
        var asking = States.Fold([.. States.Running, new Facts.ActivityChanged(1, 1, AgentActivity.WaitingForInput, "Which one?")]);
        var failed = States.Fold([.. States.Running, new Facts.RunEnded(1, 1), new Facts.Failed("It exited with 1.")]);
        var stopped = States.Fold([.. States.Running, new Facts.Stopped("Enough.")]);

        Assert.Equal("Which one?", ReactionTriggers.Of(Scene(asking, null), ReactionDefaults.Of(ReactionKeys.AgentNeedsInput), ReactionStates.Fold()).Occurrence!.Items[0].Text);
        Assert.Equal("shop-1 failed", ReactionTriggers.Of(Scene(failed, null), ReactionDefaults.Of(ReactionKeys.AgentExited), ReactionStates.Fold()).Occurrence!.Title);
        Assert.True(ReactionTriggers.Of(Scene(stopped, null), ReactionDefaults.Of(ReactionKeys.AgentExited), ReactionStates.Fold()).IsOver);
    }

    [Fact]
    public void AllComplete_OnceForEachTimeThatAllHaveEnded()
    {
        var running = States.Fold(States.Running);
        var done = States.Fold([.. States.Running, new Facts.Done(null)]);
        var again = States.Fold([.. States.Running, new Facts.Done(null), new Facts.LaunchIntended(2, null), new Facts.Done(null)]);

        Assert.Null(CompletionTrigger.Of(new ProjectId("shop"), [running], null, true).Occurrence);
        var first = CompletionTrigger.Of(new ProjectId("shop"), [done], null, true).Occurrence!;
        Assert.Equal("1 done; pull requests: 0 merged, 0 open", first.Items[0].Title);
        Assert.NotEqual(first.Items[0].Fingerprint, CompletionTrigger.Of(new ProjectId("shop"), [again], null, true).Occurrence!.Items[0].Fingerprint);
        Assert.Null(CompletionTrigger.Of(new ProjectId("shop"), [done], done.UpdatedAt.AddSeconds(1), true).Occurrence);
    }

    private static ReactionSighting Look(string key, PullRequestReading reading) => ReactionTriggers.Of(Scene(s_session, reading), ReactionDefaults.Of(key), ReactionStates.Fold());

    private static ReactionScene Scene(SessionState session, PullRequestReading? reading) => new()
    {
        Session = session,
        PullRequest = reading is null ? null : new ObservedPullRequest { Project = new ProjectId("shop"), Session = session.Id, Reading = reading, Fingerprint = "f", At = ReactionStates.Start, Version = 1 },
        IsOurReviewer = static author => author == "shop-9",
        Now = ReactionStates.Start.AddHours(1),
    };

    private static PullRequestReading Reading() => new() { PullRequest = s_pullRequest };

    private static ReviewThread Thread(string id, string? path, int? line, bool isOutdated, params ReviewComment[] comments) => new() { Id = id, Path = path, Line = line, Revision = "head-0", IsOutdated = isOutdated, Comments = comments };

    private static ReviewComment Comment(string author, bool isBot = false) => new() { Id = $"c-{author}", Author = author, IsBot = isBot, Body = "Why?", At = ReactionStates.Start };
}
