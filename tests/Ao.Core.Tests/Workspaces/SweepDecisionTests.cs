using Ao.Core.Tests.Sessions;
using Ao.Scm;
using Ao.Sessions;
using Ao.Workspaces;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Core.Tests.Workspaces;

public class SweepDecisionTests
{
    private static readonly object[] s_stopped = [.. States.Running, new Facts.Stopped(null), new Facts.RunEnded(1, null)];
    private static readonly object[] s_done = [.. States.Running, new Facts.RunEnded(1, 0), new Facts.Verified(States.Passed("r1"), HasChanges: true), new Facts.Done(null)];

    public static TheoryData<object[], bool, bool> Situations => new()
    {
        { States.Running, false, false },
        { [.. States.Running, new Facts.Stopped(null)], false, false },
        { s_stopped, false, true },
        { s_stopped, true, false },
        { [.. s_stopped, new Facts.Restored()], false, false },
        { s_done, false, true },
        { [.. s_done, new Facts.MessageAccepted("m1", "x")], false, false },
        { [.. s_done, new Facts.WorkspaceClosing()], false, true },
        { [.. s_done, new Facts.WorkspaceClosed("r1"), new Facts.WorkspaceUndeleted(States.Workspace)], false, false },
    };

    [Theory]
    [MemberData(nameof(Situations))]
    public void Decide_AfterFacts_RemovesOnlyWhatIsEndedAndSecured(object[] facts, bool isDirty, bool expected) =>
        Assert.Equal(expected, SweepDecision.Decide(new WorkspaceStatus(States.Workspace, isDirty), States.Fold(facts)).Remove);

    [Fact]
    public void Decide_SessionIsNotKnown_Keeps() =>
        Assert.False(SweepDecision.Decide(new WorkspaceStatus(States.Workspace, IsDirty: false), session: null).Remove);
}
