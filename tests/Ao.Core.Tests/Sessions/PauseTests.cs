using Ao.Agents;
using Ao.Sessions;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Core.Tests.Sessions;

/// <summary>Sessions that are paused: what is decided for them, and what a person does with them.</summary>
public sealed class PauseTests : IDisposable
{
    private static readonly object[] s_turn = [new Facts.Admitted(), new Facts.WorkspaceOpened(States.Workspace), new Facts.LaunchIntended(1, null), new Facts.Launched(1, "token", TakesTurns: true)];
    private static readonly Facts.Paused s_budget = new("Nothing is left.", "session/shop-1");
    private static readonly Facts.Paused s_person = new("A person has paused it.");

    private readonly World _world = new();

    public static TheoryData<string, object[], string> Courses => new()
    {
        { "nothing is begun", [s_person], nameof(SessionStep.Rest) },
        { "what was to be launched is not", [new Facts.Admitted(), new Facts.WorkspaceOpened(States.Workspace), s_budget], nameof(SessionStep.Rest) },
        { "a launch whose outcome is not known is ended", [.. States.Running[..3], s_budget], nameof(SessionStep.EndRun) },
        { "an agent that does not work in turns is ended", [.. States.Running, s_budget], nameof(SessionStep.EndRun) },
        { "a turn is attended to until it has broken off", [.. s_turn, s_budget, new Facts.InterruptRequested()], nameof(SessionStep.Attend) },
        { "an idle agent stays where ending it would lose the conversation", [.. s_turn, s_budget, new Facts.TurnEnded(1, 1, TurnOutcome.Interrupted, null)], nameof(SessionStep.Attend) },
        { "an idle agent with a conversation is ended", [.. s_turn, new Facts.ConversationStarted(1, 1, "c1"), s_budget, new Facts.TurnEnded(1, 2, TurnOutcome.Interrupted, null)], nameof(SessionStep.EndRun) },
        { "no message is given", [.. States.Running, new Facts.RunEnded(1, 0), new Facts.MessageAccepted("shop-1.m1", "Go on."), s_budget], nameof(SessionStep.Rest) },
        { "what was claimed within the budget is verified", [.. States.Running, s_budget, new Facts.DoneClaimed(1, 1, null, null), new Facts.RunEnded(1, 0)], nameof(SessionStep.Verify) },
        { "where a person has paused it nothing is verified", [.. States.Running, s_person, new Facts.DoneClaimed(1, 1, null, null), new Facts.RunEnded(1, 0)], nameof(SessionStep.Rest) },
        { "it goes on in its conversation", [.. s_turn, new Facts.ConversationStarted(1, 1, "c1"), new Facts.TurnEnded(1, 2, TurnOutcome.Completed, null), s_budget, new Facts.RunEnded(1, null), new Facts.Resumed()], nameof(SessionStep.IntendTakeUp) },
        { "it goes on with its task where nothing had begun", [new Facts.Admitted(), new Facts.WorkspaceOpened(States.Workspace), s_budget, new Facts.Resumed()], nameof(SessionStep.IntendTask) },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static SpawnRequest Request => new() { Project = "shop", Prompt = "Do it." };

    public void Dispose() => _world.Dispose();

    [Theory]
    [MemberData(nameof(Courses))]
    public void Next_Paused_BeginsNothing(string what, object[] facts, string step)
    {
        Assert.NotEmpty(what);
        Assert.Equal(Enum.Parse<SessionStep>(step), SessionDecision.Next(States.Fold(facts), proposesChanges: true));
    }

    [Fact]
    public void Resume_BrokenOffInATurn_IsToldToGoOn()
    {
        var facts = SessionPauses.Resume(States.Fold([.. s_turn, s_budget, new Facts.RunEnded(1, null)]), reason: null);

        Assert.IsType<Facts.Resumed>(facts[0]);
        Assert.IsType<Facts.MessageAccepted>(facts[1]);
    }

    [Fact]
    public void Resume_IdleAgent_IsToldNothing() =>
        Assert.Single(SessionPauses.Resume(States.Fold([.. s_turn, new Facts.ConversationStarted(1, 1, "c1"), new Facts.TurnEnded(1, 2, TurnOutcome.Completed, null), s_person, new Facts.RunEnded(1, null)]), reason: null));

    [Fact]
    public void Stop_WhilePaused_Ends()
    {
        var state = States.Fold([.. s_turn, s_budget, new Facts.Stopped(null)]);

        Assert.Equal((SessionStatus.Stopped, SessionStep.EndRun), (state.Status, SessionDecision.Next(state, proposesChanges: true)));
    }

    [Fact]
    public async Task Person_PausesAndResumes_OverARestart()
    {
        _world.Project.PullRequests.OpenWhenDone = false;
        await using (var engine = await Engine.StartAsync(_world))
        {
            await engine.Orchestrator.SpawnAsync(Request, Token);
            await engine.WaitAsync(States.Id, SessionStatus.Working);
            var paused = await engine.Orchestrator.PauseAsync(States.Id, "Lunch.", Token);
            Assert.Equal((SessionStatus.Paused, "Lunch."), (paused.Status, paused.Reason));
            Assert.True(_world.Runtime.Process("shop-1.1").HasExited);
            await engine.Orchestrator.SendAsync(States.Id, "Use less.", Token);
        }

        _world.Runtime.OnStart = static process => process.Exit(0);
        await using var next = await Engine.StartAsync(_world);
        Assert.Equal(SessionStatus.Paused, next.Orchestrator.Get(States.Id).Status);
        Assert.Single(_world.Runtime.Starts);

        await next.Orchestrator.ResumeAsync(States.Id, Token);
        await next.WaitAsync(States.Id, SessionStatus.Done);
        Assert.Contains("Use less.", _world.Agent.Prompts[Ao.Runtimes.RunId.Parse("shop-1.2")], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pause_EndedSession_SaysSo()
    {
        _world.Project.PullRequests.OpenWhenDone = false;
        _world.Runtime.OnStart = static process => process.Exit(0);
        await using var engine = await Engine.StartAsync(_world);
        await engine.Orchestrator.SpawnAsync(Request, Token);
        await engine.WaitAsync(States.Id, SessionStatus.Done);

        Assert.Contains("is done", (await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.PauseAsync(States.Id, cancellationToken: Token))).Message, StringComparison.Ordinal);
        Assert.Contains("not paused", (await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.ResumeAsync(States.Id, Token))).Message, StringComparison.Ordinal);
    }
}
