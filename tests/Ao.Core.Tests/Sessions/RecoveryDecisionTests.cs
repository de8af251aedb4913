using Ao.Runtimes;
using Ao.Sessions;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Core.Tests.Sessions;

public class RecoveryDecisionTests
{
    private static readonly object[] s_intended = [new Facts.Admitted(), new Facts.WorkspaceOpened(States.Workspace), new Facts.LaunchIntended(1, null)];

    public static TheoryData<string, object[], RunState?, object[], bool, string?> Outcomes => new()
    {
        { "alive, not attended yet", States.Running, RunState.Running, [], false, null },
        { "alive and attended", States.Running, RunState.Running, [], true, "Adopted" },
        { "alive, fails at once", States.Running, RunState.Running, [new Facts.Failed("no")], false, "Failed" },
        { "stopped before it was ended", [.. States.Running, new Facts.Stopped(null)], RunState.Running, [], false, null },
        { "stopped and ended now", [.. States.Running, new Facts.Stopped(null)], RunState.Running, [new Facts.RunEnded(1, null)], false, "Resumed" },
        { "gone, not read yet", States.Running, null, [], true, null },
        { "gone with a claim", States.Running, RunState.Exited, [new Facts.RunEnded(1, 0), new Facts.DoneClaimed(1, 9, null, null)], true, "Ended" },
        { "gone with an error, about to fail", States.Running, RunState.Exited, [new Facts.RunEnded(1, 3)], true, null },
        { "gone with an error", States.Running, RunState.Exited, [new Facts.RunEnded(1, 3), new Facts.Failed("3")], true, "Failed" },
        { "gone for good, about to be lost", States.Running, null, [new Facts.RunEnded(1, null)], true, null },
        { "gone for good", States.Running, null, [new Facts.RunEnded(1, null), new Facts.Lost("gone")], true, "Lost" },
        { "intended, not started", s_intended, null, [], false, null },
        { "intended, started now", s_intended, null, [new Facts.Launched(1, "t")], false, "Resumed" },
        { "intended, its process found", s_intended, RunState.Running, [new Facts.Launched(1, "t")], true, "Adopted" },
        { "queued", [], null, [], false, null },
        { "queued, admitted now", [], null, [new Facts.Admitted()], false, "Resumed" },
    };

    [Theory]
    [MemberData(nameof(Outcomes))]
    public void Outcome_AfterFacts_IsWhatCameOfIt(string situation, object[] found, RunState? held, object[] since, bool attended, string? expected)
    {
        var outcome = RecoveryDecision.Outcome(new RecoveryCase(States.Fold(found), held, RuntimeAnswered: true, HasProject: true), States.Fold([.. found, .. since]), attended);

        Assert.True(expected == outcome?.ToString(), $"{situation}: expected {expected}, got {outcome}");
    }
}
