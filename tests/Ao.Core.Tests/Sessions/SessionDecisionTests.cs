using Ao.Agents;
using Ao.Reports;
using Ao.Sessions;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Core.Tests.Sessions;

public class SessionDecisionTests
{
    private static readonly Facts.DoneClaimed s_claim = new(1, 20, null, null);
    private static readonly Facts.MessageAccepted s_message = new("shop-1.m1", "And this.");
    private static readonly object[] s_done = [.. States.Running, new Facts.RunEnded(1, 0), s_claim, new Facts.Verified(States.Passed("r1"), HasChanges: true), new Facts.Done(null)];
    private static readonly Report s_report = new() { Type = ReportType.BugReport, Title = "It breaks" };

    public static TheoryData<string, object[], string> Steps => new()
    {
        { "just requested", [], nameof(SessionStep.OpenWorkspace) },
        { "admitted", [new Facts.Admitted()], nameof(SessionStep.OpenWorkspace) },
        { "workspace open", [new Facts.Admitted(), new Facts.WorkspaceOpened(States.Workspace)], nameof(SessionStep.IntendTask) },
        { "crashed between intent and start", [new Facts.Admitted(), new Facts.WorkspaceOpened(States.Workspace), new Facts.LaunchIntended(1, null)], nameof(SessionStep.Launch) },
        { "running", States.Running, nameof(SessionStep.Attend) },
        { "running, message waits for the attendant", [.. States.Running, s_message], nameof(SessionStep.Attend) },
        { "running, filed a report", [.. States.Running, new Facts.ReportFiled(1, 5, new OperationKey("shop-1/report/1-5"), s_report)], nameof(SessionStep.Attend) },
        { "running, claims", [.. States.Running, s_claim], nameof(SessionStep.Verify) },
        { "exited with 0, claims", [.. States.Running, new Facts.RunEnded(1, 0), s_claim], nameof(SessionStep.Verify) },
        { "exited with 3", [.. States.Running, new Facts.RunEnded(1, 3)], nameof(SessionStep.Fail) },
        { "exited with 3 but was told something", [.. States.Running, s_message, new Facts.RunEnded(1, 3)], nameof(SessionStep.IntendMessage) },
        { "exited with 0 but was told something", [.. States.Running, s_message, new Facts.RunEnded(1, 0), s_claim], nameof(SessionStep.IntendMessage) },
        { "gone, exit unknown", [.. States.Running, new Facts.RunEnded(1, null)], nameof(SessionStep.Lose) },
        { "sent back", [.. States.Running, new Facts.RunEnded(1, 0), s_claim, new Facts.Verified(States.NotPassed("r1"), true), s_message], nameof(SessionStep.IntendMessage) },
        { "done while the process lives", [.. States.Running, s_claim, new Facts.Verified(States.Passed("r1"), true), new Facts.Done(null)], nameof(SessionStep.EndRun) },
        { "done with changes", s_done, nameof(SessionStep.OpenPullRequest) },
        { "done without changes", [.. States.Running, new Facts.RunEnded(1, 0), s_claim, new Facts.Verified(States.Passed("r1"), HasChanges: false), new Facts.Done(null)], nameof(SessionStep.CloseWorkspace) },
        { "proposal refused", [.. s_done, new Facts.PullRequestRefused("no")], nameof(SessionStep.Rest) },
        { "asked again", [.. s_done, new Facts.PullRequestRefused("no"), new Facts.ProposalRequested()], nameof(SessionStep.OpenPullRequest) },
        { "proposed", [.. s_done, new Facts.PullRequestOpened(1, "r1", null)], nameof(SessionStep.Rest) },
        { "proposed, then told something", [.. s_done, new Facts.PullRequestOpened(1, "r1", null), s_message], nameof(SessionStep.IntendMessage) },
        { "proposed, newer revision verified", [.. s_done, new Facts.PullRequestOpened(1, "r1", null), s_message, new Facts.LaunchIntended(2, "shop-1.m1"), new Facts.Launched(2, "t"), new Facts.RunEnded(2, 0), new Facts.DoneClaimed(2, 9, null, null), new Facts.Verified(States.Passed("r2"), true), new Facts.Done(null)], nameof(SessionStep.UpdatePullRequest) },
        { "proposed, update failed, newest revision verified", [.. s_done, new Facts.PullRequestOpened(1, "r1", null), new Facts.Verified(States.Passed("r2"), true), new Facts.PullRequestRefused("no"), new Facts.Verified(States.Passed("r3"), true), new Facts.Done(null)], nameof(SessionStep.UpdatePullRequest) },
        { "merged", [.. s_done, new Facts.PullRequestOpened(1, "r1", null), new Facts.PullRequestMerged(1, "m1")], nameof(SessionStep.CloseWorkspace) },
        { "merged and closed", [.. s_done, new Facts.PullRequestOpened(1, "r1", null), new Facts.PullRequestMerged(1, "m1"), new Facts.WorkspaceClosed("r1")], nameof(SessionStep.Rest) },
        { "closing begun", [.. s_done, new Facts.PullRequestOpened(1, "r1", null), new Facts.PullRequestMerged(1, "m1"), new Facts.WorkspaceClosing()], nameof(SessionStep.CloseWorkspace) },
        { "closing begun, then told something", [.. s_done, new Facts.PullRequestOpened(1, "r1", null), new Facts.PullRequestMerged(1, "m1"), new Facts.WorkspaceClosing(), s_message], nameof(SessionStep.OpenWorkspace) },
        { "closing begun by a sweep while the pull request is open", [.. s_done, new Facts.PullRequestOpened(1, "r1", null), new Facts.WorkspaceClosing()], nameof(SessionStep.CloseWorkspace) },
        { "closing of a stopped one begun", [.. States.Running, new Facts.Stopped(null), new Facts.RunEnded(1, null), new Facts.WorkspaceClosing()], nameof(SessionStep.CloseWorkspace) },
        { "closing begun, then restored", [.. States.Running, new Facts.Stopped(null), new Facts.RunEnded(1, null), new Facts.WorkspaceClosing(), new Facts.Restored(), s_message], nameof(SessionStep.OpenWorkspace) },
        { "closing begun, restored and opened", [.. States.Running, new Facts.Stopped(null), new Facts.RunEnded(1, null), new Facts.WorkspaceClosing(), new Facts.Restored(), s_message, new Facts.WorkspaceOpened(States.Workspace)], nameof(SessionStep.IntendMessage) },
        { "undeleted by a person", [.. s_done, new Facts.PullRequestOpened(1, "r1", null), new Facts.PullRequestMerged(1, "m1"), new Facts.WorkspaceClosed("r1"), new Facts.WorkspaceUndeleted(States.Workspace)], nameof(SessionStep.Rest) },
        { "closed, then told something", [.. s_done, new Facts.PullRequestOpened(1, "r1", null), new Facts.PullRequestMerged(1, "m1"), new Facts.WorkspaceClosed("r1"), s_message], nameof(SessionStep.OpenWorkspace) },
        { "stopped while running", [.. States.Running, new Facts.Stopped(null)], nameof(SessionStep.EndRun) },
        { "stopped while starting", [new Facts.Admitted(), new Facts.WorkspaceOpened(States.Workspace), new Facts.LaunchIntended(1, null), new Facts.Stopped(null)], nameof(SessionStep.EndRun) },
        { "stopped and ended", [.. States.Running, new Facts.Stopped(null), new Facts.RunEnded(1, null)], nameof(SessionStep.Rest) },
        { "failed", [.. States.Running, new Facts.RunEnded(1, 3), new Facts.Failed("no")], nameof(SessionStep.Rest) },
        { "restored before it had a workspace", [new Facts.Stopped(null), new Facts.Restored()], nameof(SessionStep.OpenWorkspace) },
        { "restored", [.. States.Running, new Facts.Stopped(null), new Facts.RunEnded(1, null), new Facts.Restored(), s_message], nameof(SessionStep.IntendMessage) },
        { "restored with its workspace closed", [.. States.Running, new Facts.Stopped(null), new Facts.RunEnded(1, null), new Facts.WorkspaceClosed("r"), new Facts.Restored(), s_message], nameof(SessionStep.OpenWorkspace) },
    };

    [Theory]
    [MemberData(nameof(Steps))]
    public void Next_AfterFacts_IsTheStep(string situation, object[] facts, string expected)
    {
        var step = SessionDecision.Next(States.Fold(facts), proposesChanges: true);

        Assert.True(expected == step.ToString(), $"{situation}: expected {expected}, got {step}");
    }

    public static TheoryData<string, object[], string> Stops => new()
    {
        { "running", States.Running, nameof(SessionStep.Stop) },
        { "waits for consent", s_done, nameof(SessionStep.Stop) },
        { "stopped while running", [.. States.Running, new Facts.Stopped(null)], nameof(SessionStep.EndRun) },
        { "failed", [.. States.Running, new Facts.RunEnded(1, 3), new Facts.Failed("no")], nameof(SessionStep.Rest) },
    };

    [Theory]
    [MemberData(nameof(Stops))]
    public void Next_OrderedToStop_StopsUnlessItHasEnded(string situation, object[] facts, string expected)
    {
        var step = SessionDecision.Next(States.Fold(facts), proposesChanges: true, isStopping: true);

        Assert.True(expected == step.ToString(), $"{situation}: expected {expected}, got {step}");
    }

    [Fact]
    public void Next_DoneInAProjectWithoutPullRequests_ClosesTheWorkspace() =>
        Assert.Equal(SessionStep.CloseWorkspace, SessionDecision.Next(States.Fold(s_done), proposesChanges: false));

    public static TheoryData<string, object[], string> StepsWithoutProject => new()
    {
        { "running", States.Running, nameof(SessionStep.Rest) },
        { "stopped while running", [.. States.Running, new Facts.Stopped(null)], nameof(SessionStep.EndRun) },
        { "done", s_done, nameof(SessionStep.Rest) },
        { "closing begun", [.. s_done, new Facts.WorkspaceClosing()], nameof(SessionStep.CloseWorkspace) },
    };

    [Theory]
    [MemberData(nameof(StepsWithoutProject))]
    public void WithoutProject_AfterFacts_OnlyEndsWhatWasBegun(string situation, object[] facts, string expected)
    {
        var step = SessionDecision.WithoutProject(States.Fold(facts));

        Assert.True(expected == step.ToString(), $"{situation}: expected {expected}, got {step}");
    }

    public static TheoryData<object[], SessionStatus> Statuses => new()
    {
        { [], SessionStatus.Queued },
        { [new Facts.Admitted()], SessionStatus.Starting },
        { States.Running, SessionStatus.Working },
        { [.. States.Running, new Facts.ActivityChanged(1, 1, AgentActivity.Ready, null)], SessionStatus.Ready },
        { [.. States.Running, new Facts.ActivityChanged(1, 1, AgentActivity.WaitingForInput, "which?")], SessionStatus.WaitingForInput },
        { [.. States.Running, new Facts.ActivityChanged(1, 1, AgentActivity.Blocked, "no disk")], SessionStatus.Blocked },
        { [.. States.Running, s_claim], SessionStatus.Verifying },
        { s_done, SessionStatus.Done },
        { [.. s_done, s_message], SessionStatus.Queued },
        { [.. s_done, s_message, new Facts.Admitted()], SessionStatus.Starting },
        { [.. s_done, s_message, new Facts.Admitted(), new Facts.LaunchIntended(2, "shop-1.m1")], SessionStatus.Starting },
        { [.. States.Running, new Facts.Stopped(null), new Facts.RunEnded(1, null), new Facts.Restored(), s_message], SessionStatus.Queued },
        { [.. States.Running, new Facts.Stopped("enough")], SessionStatus.Stopped },
        { [.. States.Running, new Facts.Lost("gone")], SessionStatus.Lost },
    };

    [Theory]
    [MemberData(nameof(Statuses))]
    public void Status_AfterFacts_IsDerived(object[] facts, SessionStatus expected) => Assert.Equal(expected, States.Fold(facts).View.Status);
}
