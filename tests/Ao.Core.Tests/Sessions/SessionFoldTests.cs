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
    [InlineData(MessageStage.Acknowledged, MessageStage.Submitted, MessageStage.Acknowledged)]
    [InlineData(MessageStage.Submitted, MessageStage.Acknowledged, MessageStage.Acknowledged)]
    [InlineData(MessageStage.Submitted, MessageStage.Failed, MessageStage.Failed)]
    [InlineData(MessageStage.Failed, MessageStage.Submitted, MessageStage.Submitted)]
    public void Apply_MessageMoves_NeverGoesBack(MessageStage first, MessageStage second, MessageStage expected)
    {
        var state = States.Fold([.. States.Running, new Facts.MessageAccepted("m1", "x"), new Facts.MessageMoved("m1", first, null), new Facts.MessageMoved("m1", second, null)]);

        Assert.Equal(expected, Assert.Single(state.Messages).Stage);
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
