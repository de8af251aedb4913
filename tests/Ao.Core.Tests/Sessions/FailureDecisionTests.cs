using Ao.Journal;
using Ao.Sessions;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Core.Tests.Sessions;

public class FailureDecisionTests
{
    private static readonly object[] s_opened = [new Facts.Admitted(), new Facts.WorkspaceOpened(States.Workspace)];
    private static readonly object[] s_done = [.. States.Running, new Facts.RunEnded(1, 0), new Facts.Verified(States.Passed("r1"), true), new Facts.Done(null)];

    private static readonly Dictionary<string, Exception> s_faults = new()
    {
        ["away"] = new TransientException("Away."),
        ["spent"] = new TransientException("Spent.", TimeSpan.FromMinutes(40)),
        ["refused"] = new AoException("No."),
        ["full"] = new JournalException("Full."),
        ["bug"] = new InvalidOperationException("Oh."),
    };

    public static TheoryData<string, string, string, object[], int> Failures => new()
    {
        { nameof(FailureAnswer.TryAgain), nameof(SessionStep.OpenWorkspace), "away", [new Facts.Admitted()], 5 },
        { nameof(FailureAnswer.Fail), nameof(SessionStep.OpenWorkspace), "away", [new Facts.Admitted()], 6 },
        { nameof(FailureAnswer.Fail), nameof(SessionStep.OpenWorkspace), "refused", [new Facts.Admitted()], 1 },
        { nameof(FailureAnswer.Fail), nameof(SessionStep.OpenWorkspace), "bug", [new Facts.Admitted()], 1 },
        { nameof(FailureAnswer.TryAgain), nameof(SessionStep.OpenWorkspace), "full", [new Facts.Admitted()], 1000 },
        { nameof(FailureAnswer.TryAgain), nameof(SessionStep.Launch), "away", [.. s_opened, new Facts.LaunchIntended(1, null)], 1000 },
        { nameof(FailureAnswer.Fail), nameof(SessionStep.Launch), "refused", [.. s_opened, new Facts.LaunchIntended(1, null)], 1 },
        { nameof(FailureAnswer.TryAgain), nameof(SessionStep.Attend), "away", States.Running, 1000 },
        { nameof(FailureAnswer.TryAgain), nameof(SessionStep.Attend), "refused", States.Running, 1000 },
        { nameof(FailureAnswer.TryAgain), nameof(SessionStep.Attend), "bug", States.Running, 1000 },
        { nameof(FailureAnswer.TryAgain), nameof(SessionStep.Verify), "away", States.Running, 1000 },
        { nameof(FailureAnswer.Fail), nameof(SessionStep.Verify), "refused", States.Running, 1 },
        { nameof(FailureAnswer.TryAgain), nameof(SessionStep.EndRun), "refused", [.. States.Running, new Facts.Stopped(null)], 1000 },
        { nameof(FailureAnswer.TryAgain), nameof(SessionStep.Stop), "refused", States.Running, 1000 },
        { nameof(FailureAnswer.TryAgain), nameof(SessionStep.OpenPullRequest), "away", s_done, 5 },
        { nameof(FailureAnswer.DelayProposal), nameof(SessionStep.OpenPullRequest), "away", s_done, 6 },
        { nameof(FailureAnswer.DelayProposal), nameof(SessionStep.OpenPullRequest), "spent", s_done, 1 },
        { nameof(FailureAnswer.DelayProposal), nameof(SessionStep.UpdatePullRequest), "spent", s_done, 1 },
        { nameof(FailureAnswer.RefuseProposal), nameof(SessionStep.UpdatePullRequest), "refused", s_done, 1 },
        { nameof(FailureAnswer.TryAgain), nameof(SessionStep.OpenPullRequest), "bug", s_done, 1000 },
        { nameof(FailureAnswer.TryAgain), nameof(SessionStep.CloseWorkspace), "refused", s_done, 1000 },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void Answer_StepFailed_EndsOnlyWhatCertainlyCannotGoOn(string expected, string step, string fault, object[] facts, int failures) =>
        Assert.Equal(expected, FailureDecision.Answer(Enum.Parse<SessionStep>(step), States.Fold(facts), s_faults[fault], failures).ToString());

    [Theory]
    [InlineData(null, 1, 1)]
    [InlineData(null, 3, 4)]
    [InlineData(null, 1_000_000, 30)]
    [InlineData(-5, 1, 1)]
    [InlineData(60, 1, 60)]
    [InlineData(86_400, 1, 600)]
    public void WaitAfter_Failures_IsBounded(int? wish, int failures, int expected) =>
        Assert.Equal(TimeSpan.FromSeconds(expected), FailureDecision.WaitAfter(new TransientException("Away.", wish is { } seconds ? TimeSpan.FromSeconds(seconds) : null), failures));
}
