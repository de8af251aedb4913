using Ao.Core.Tests.Sessions;
using Ao.PullRequests;
using Ao.Radar;
using Ao.Scm;
using Ao.Sessions;

namespace Ao.Core.Tests.Radar;

/// <summary>When a workspace is looked at, and which sessions are on the radar.</summary>
public sealed class RadarDueTests
{
    private static readonly DateTimeOffset s_last = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly TimeSpan s_interval = TimeSpan.FromMinutes(1);

    private static readonly SessionState s_running = States.Fold(States.Running);

    private static readonly SessionState s_done = s_running with
    {
        Run = s_running.Run! with { Ended = true, ExitCode = 0 },
        End = new SessionEnd(SessionStatus.Done, null),
        VerifiedRevision = "head",
        HasChanges = true,
    };

    [Fact]
    public void At_WhileAProcessLives_IsAnIntervalAfterTheLastLook() =>
        Assert.Equal(s_last + s_interval, RadarDue.At(s_running, Look(s_running), s_interval));

    [Fact]
    public void At_TheEndOfATurn_IsSooner_AndNotBeforeTheInterval()
    {
        var over = s_running with { TurnIsOver = true };

        Assert.Equal(s_last + TimeSpan.FromSeconds(5), RadarDue.At(over, Look(s_running), s_interval));
        Assert.Equal(s_last + TimeSpan.FromSeconds(1), RadarDue.At(over, Look(s_running), TimeSpan.FromSeconds(1)));
        Assert.Equal(s_last + s_interval, RadarDue.At(over, Look(over), s_interval));
    }

    [Fact]
    public void At_NothingRunsAndNothingHasHappened_IsNever()
    {
        var resting = s_running with { Run = s_running.Run! with { Ended = true } };

        Assert.Null(RadarDue.At(resting, Look(resting), s_interval));
        Assert.Equal(s_last + s_interval, RadarDue.At(resting with { Version = resting.Version + 1 }, Look(resting), s_interval));
    }

    [Fact]
    public void At_AProposedRevision_IsReadOnce()
    {
        Assert.Equal(s_last, RadarDue.At(s_done, Look(s_done), s_interval));
        Assert.Null(RadarDue.At(s_done, Look(s_done) with { Changes = new WorkspaceChanges { Revision = "head", Start = "base" } }, s_interval));
        Assert.Equal(s_last + s_interval, RadarDue.At(s_done, Look(s_done) with { Problem = "It is busy." }, s_interval));
    }

    [Theory]
    [InlineData("works", true)]
    [InlineData("reviews", false)]
    [InlineData("is only to read", false)]
    [InlineData("has no workspace", false)]
    [InlineData("was stopped", false)]
    [InlineData("was stopped, its pull request is open", true)]
    [InlineData("is done, and its pull request is asked for", true)]
    [InlineData("is done and has changed nothing", false)]
    [InlineData("is done, its pull request is open", true)]
    [InlineData("is done, its pull request was merged", false)]
    [InlineData("is done, its pull request was closed", false)]
    [InlineData("is done, a person said no", false)]
    public void IsOn_Table(string session, bool expected)
    {
        static ProposedChange Proposal(ProposalState state) => new() { State = state, Number = 1, Revision = "head" };
        var state = session switch
        {
            "works" => s_running,
            "reviews" => s_running with { Request = s_running.Request with { Role = SessionRole.Reviewer } },
            "is only to read" => s_running with { Workspace = s_running.Workspace! with { IsReadOnly = true } },
            "has no workspace" => s_running with { Workspace = null },
            "was stopped" => s_done with { End = new SessionEnd(SessionStatus.Stopped, null) },
            "was stopped, its pull request is open" => s_done with { End = new SessionEnd(SessionStatus.Stopped, null), PullRequest = Proposal(ProposalState.Open) },
            "is done, and its pull request is asked for" => s_done,
            "is done and has changed nothing" => s_done with { HasChanges = false },
            "is done, its pull request is open" => s_done with { PullRequest = Proposal(ProposalState.Open) },
            "is done, its pull request was merged" => s_done with { PullRequest = Proposal(ProposalState.Merged) },
            "is done, its pull request was closed" => s_done with { PullRequest = Proposal(ProposalState.Closed) },
            _ => s_done with { PullRequest = Proposal(ProposalState.Refused) },
        };

        Assert.Equal(expected, RadarSubjects.IsOn(state, proposesChanges: true));
    }

    private static RadarLook Look(SessionState state) => new() { At = s_last, Version = state.Version, TurnWasOver = state.TurnIsOver };
}
