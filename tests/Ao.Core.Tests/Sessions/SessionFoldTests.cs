using Ao.Agents;
using Ao.Sessions;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Core.Tests.Sessions;

public class SessionFoldTests
{
    [Fact]
    public void Apply_SignalOfAnEarlierRun_DoesNotMoveTheCursor()
    {
        var state = States.Fold([.. States.Running, new Facts.ActivityChanged(1, 100, AgentActivity.Active, null), new Facts.RunEnded(1, 0), new Facts.LaunchIntended(2, null), new Facts.ActivityChanged(1, 200, AgentActivity.Active, null)]);

        Assert.Equal(0, state.Run!.Cursor);
    }

    [Fact]
    public void Apply_LaunchWithAMessage_MarksItSubmitted()
    {
        var state = States.Fold([.. States.Running, new Facts.MessageAccepted("m1", "x"), new Facts.RunEnded(1, 1), new Facts.LaunchIntended(2, "m1"), new Facts.Launched(2, "t")]);

        Assert.Equal(MessageStage.Submitted, Assert.Single(state.Messages).Stage);
        Assert.Null(state.NextMessage);
    }

    [Theory]
    [InlineData(MessageStage.Persisted, MessageStage.Acknowledged)]
    [InlineData(MessageStage.Persisted, MessageStage.TurnStarted)]
    [InlineData(MessageStage.Persisted, MessageStage.Failed)]
    [InlineData(MessageStage.Submitted, MessageStage.Failed, MessageStage.Submitted)]
    [InlineData(MessageStage.Acknowledged, MessageStage.Submitted, MessageStage.Acknowledged)]
    [InlineData(MessageStage.Acknowledged, MessageStage.Submitted, MessageStage.TurnStarted, MessageStage.Acknowledged)]
    [InlineData(MessageStage.Acknowledged, MessageStage.Submitted, MessageStage.Acknowledged, MessageStage.Failed)]
    [InlineData(MessageStage.Acknowledged, MessageStage.Submitted, MessageStage.Acknowledged, MessageStage.TurnStarted)]
    public void Apply_MessageMoves_GoesOnFromWhereItCertainlyWas(MessageStage expected, params MessageStage[] moves)
    {
        var state = States.Fold([.. States.Running, new Facts.MessageAccepted("m1", "x"), .. moves.Select(static move => new Facts.MessageMoved("m1", move, null))]);

        Assert.Equal(expected, Assert.Single(state.Messages).Stage);
    }

    [Fact]
    public void Apply_DeliveryFails_KeepsTheMessageWithTheReason()
    {
        var state = States.Fold([.. States.Running, new Facts.MessageAccepted("m1", "x"), new Facts.MessageMoved("m1", MessageStage.Failed, "does not read")]);

        Assert.Equal("does not read", state.NextMessage!.Reason);
    }

    [Theory]
    [InlineData(true, "m1, m3")]
    [InlineData(false, "")]
    public void Apply_RunEndsWithUnacknowledgedMessages_GivesThemToTheNextWhereTheAgentAcknowledges(bool acknowledges, string pending)
    {
        object[] told = [.. Enumerable.Range(1, 3).SelectMany(static number => (object[])[new Facts.MessageAccepted($"m{number}", "x"), new Facts.MessageMoved($"m{number}", MessageStage.Submitted, null)])];
        var state = States.Fold([.. States.Running[..3], new Facts.Launched(1, "token", acknowledges), .. told, new Facts.MessageMoved("m2", MessageStage.Acknowledged, null), new Facts.RunEnded(1, 0)]);

        Assert.Equal(pending, string.Join(", ", state.Messages.Where(static message => message.Stage == MessageStage.Persisted).Select(static message => message.Id)));
    }

    [Fact]
    public void Apply_RunEndsThatWasLaunchedWithAMessage_DoesNotGiveItAgain()
    {
        var state = States.Fold([.. States.Running, new Facts.MessageAccepted("m1", "x"), new Facts.RunEnded(1, 1), new Facts.LaunchIntended(2, "m1"), new Facts.Launched(2, "t", Acknowledges: true), new Facts.RunEnded(2, 1)]);

        Assert.Null(state.NextMessage);
    }

    [Fact]
    public void Apply_ClaimAndThenAMessageTaken_HasNotClaimedSince()
    {
        object[] sentBack = [.. States.Running, new Facts.DoneClaimed(1, 9, null, null), new Facts.Verified(States.NotPassed("a"), true), new Facts.MessageAccepted("m1", "mend it")];

        Assert.True(States.Fold(sentBack).Run!.Claimed);
        Assert.False(States.Fold([.. sentBack, new Facts.MessageMoved("m1", MessageStage.Submitted, null)]).Run!.Claimed);
    }

    [Fact]
    public void Apply_UpdateOfAPullRequestFailed_ANewerRevisionOrAPersonClearsTheReason()
    {
        object[] failed = [.. States.Running, new Facts.Verified(States.Passed("r1"), true), new Facts.PullRequestOpened(1, "r1", null), new Facts.Verified(States.Passed("r2"), true), new Facts.PullRequestRefused("no")];

        Assert.Equal("no", States.Fold(failed).PullRequest!.Reason);
        Assert.Equal("no", States.Fold([.. failed, new Facts.Verified(States.Passed("r2"), true)]).PullRequest!.Reason);
        Assert.Equal("no", States.Fold([.. failed, new Facts.Verified(States.NotPassed("r3"), true)]).PullRequest!.Reason);
        Assert.Null(States.Fold([.. failed, new Facts.Verified(States.Passed("r3"), true)]).PullRequest!.Reason);
        Assert.Null(States.Fold([.. failed, new Facts.ProposalRequested()]).PullRequest!.Reason);
    }

    [Fact]
    public void Apply_Usage_Adds()
    {
        var state = States.Fold([.. States.Running, new Facts.UsageReported(1, 1, 10, 5, 2, 1), new Facts.UsageReported(1, 2, 20, 10, 4, 2)]);

        Assert.Equal(new SessionUsage(30, 15, 6, 3), state.View.Usage);
    }

    [Fact]
    public void Apply_VerificationsFailAndPass_CountsOnlyTheFailuresInARow()
    {
        object[] failed = [.. States.Running, new Facts.Verified(States.NotPassed("a"), true), new Facts.Verified(States.NotPassed("b"), true)];

        Assert.Equal(2, States.Fold(failed).FailedAttempts);
        Assert.Equal(0, States.Fold([.. failed, new Facts.Verified(States.Passed("c"), true)]).FailedAttempts);
        Assert.Equal("c", States.Fold([.. failed, new Facts.Verified(States.Passed("c"), true)]).View.VerifiedRevision);
    }

    [Fact]
    public void Apply_StoppedWithAClaim_ForgetsTheClaim() =>
        Assert.Null(States.Fold([.. States.Running, new Facts.DoneClaimed(1, 9, null, null), new Facts.Stopped(null)]).Claim);
}
