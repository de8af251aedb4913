using Ao.Agents;
using Ao.Configuration;
using Ao.Runtimes;
using Ao.Sessions;
using Microsoft.Extensions.Time.Testing;

namespace Ao.Core.Tests.Sessions;

/// <summary>Agents that work in turns: what they are told between them, how they are interrupted, and what their silence means.</summary>
public sealed class TurnTests : IDisposable
{
    private readonly World _world = new();

    public TurnTests()
    {
        _world.Agent.Capabilities = new AgentCapabilities { TakesTurns = true, TakesMessagesWhileRunning = true };
        _world.Project.PullRequests.OpenWhenDone = false;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static SpawnRequest Request => new() { Project = "shop", Prompt = "Do it." };

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Send_AgentIsBusy_QueuesInOrderUntilTheTurnHasEnded()
    {
        await using var engine = await Engine.StartAsync(_world);
        await engine.Orchestrator.SpawnAsync(Request, Token);
        _world.Runtime.OnStart = null;
        await engine.WaitAsync(States.Id, SessionStatus.Working);
        var process = _world.Runtime.Process("shop-1.1").Say("activity active");
        await engine.Orchestrator.SendAsync(States.Id, "First.", Token);
        await engine.Orchestrator.SendAsync(States.Id, "Second.", Token);

        process.Say("conversation c1");
        await engine.Sessions.WaitAsync(States.Id, static state => state.ConversationId == "c1", Token);
        Assert.Empty(_world.Agent.Sent);

        process.Say("end completed I did.");
        var first = await engine.WaitAsync(States.Id, static session => session.Messages[0].Stage == MessageStage.Submitted);
        Assert.Equal("I did.", first.LastWords);
        Assert.Equal(["First."], _world.Agent.Sent.Select(static message => message.Text));
        Assert.Equal(SessionStatus.Working, first.Status);

        process.Say("end completed Again.");
        await engine.WaitAsync(States.Id, static session => session.Messages[1].Stage == MessageStage.Submitted);
        Assert.Equal(["First.", "Second."], _world.Agent.Sent.Select(static message => message.Text));
    }

    [Fact]
    public async Task Claim_InTheMiddleOfATurn_IsVerifiedWhenTheTurnIsOver()
    {
        await using var engine = await Engine.StartAsync(_world);
        await engine.Orchestrator.SpawnAsync(Request, Token);
        await engine.WaitAsync(States.Id, SessionStatus.Working);
        var process = _world.Runtime.Process("shop-1.1").Say("activity active").Say("done").Say("usage 7");
        await engine.WaitAsync(States.Id, static session => session.Usage.InputTokens == 7);
        Assert.Empty(engine.Orchestrator.Get(States.Id).Verifications);

        process.Say("end completed");

        var done = await engine.WaitAsync(States.Id, SessionStatus.Done);
        Assert.Equal((1, 7L), (done.Turns, done.TurnUsage.InputTokens));
    }

    [Fact]
    public async Task TurnEnd_WhereItCountsAsAClaim_IsVerified()
    {
        _world.Project.Agents["command"] = new AgentOptions { TurnEndClaimsDone = true };
        _world.Runtime.OnStart = static process => process.Say("end completed All done.");
        await using var engine = await Engine.StartAsync(_world);

        await engine.Orchestrator.SpawnAsync(Request, Token);

        await engine.WaitAsync(States.Id, SessionStatus.Done);
    }

    [Fact]
    public async Task TurnEnd_WithAQuestionOpen_IsNoClaim()
    {
        _world.Project.Agents["command"] = new AgentOptions { TurnEndClaimsDone = true };
        _world.Runtime.OnStart = static process => process.Say("activity active");
        await using var engine = await Engine.StartAsync(_world);
        await engine.Orchestrator.SpawnAsync(Request, Token);
        await engine.WaitAsync(States.Id, static session => session.Activity is not null);
        await engine.Get<SessionContext>().AppendAsync(States.Id, Token, new SessionFacts.QuestionAsked(1, "q1", "Which?", []));

        _world.Runtime.Process("shop-1.1").Say("end completed I wait.");

        await engine.WaitAsync(States.Id, SessionStatus.WaitingForInput);
    }

    [Theory]
    [InlineData("limited", SessionStatus.Blocked)]
    [InlineData("completed", SessionStatus.Ready)]
    [InlineData("interrupted", SessionStatus.Ready)]
    [InlineData("failed It broke.", SessionStatus.Blocked)]
    public async Task TurnEnd_Outcome_GivesTheStatus(string outcome, SessionStatus status)
    {
        _world.Runtime.OnStart = process => process.Say($"end {outcome}");
        await using var engine = await Engine.StartAsync(_world);

        await engine.Orchestrator.SpawnAsync(Request, Token);

        var session = await engine.WaitAsync(States.Id, status);
        Assert.Equal(outcome switch { "failed It broke." => "It broke.", "limited" => "Its model provider refuses.", _ => null }, session.Reason);
    }

    [Fact]
    public async Task Interrupt_AsksTheAgent_WhichStays()
    {
        await using var engine = await Engine.StartAsync(_world);
        await engine.Orchestrator.SpawnAsync(Request, Token);
        await engine.WaitAsync(States.Id, SessionStatus.Working);
        var process = _world.Runtime.Process("shop-1.1");
        _world.Agent.OnInterrupt = () => process.Say("end interrupted");

        await engine.Orchestrator.InterruptAsync(States.Id, Token);

        await engine.WaitAsync(States.Id, SessionStatus.Ready);
        Assert.False(process.HasExited);
    }

    [Fact]
    public async Task Interrupt_NoAgentRuns_IsRefused()
    {
        await using var engine = await Engine.StartAsync(_world);
        await engine.Orchestrator.SpawnAsync(Request, Token);
        await engine.Orchestrator.StopAsync(States.Id, cancellationToken: Token);

        var exception = await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.InterruptAsync(States.Id, Token));

        Assert.Contains("no agent of it runs", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silence_FromTheLaunchOn_FailsWithTheReason()
    {
        var time = new FakeTimeProvider();
        _world.Time = time;
        _world.Project.Agents["command"] = new AgentOptions { StartTimeout = TimeSpan.FromMinutes(2) };
        await using var engine = await Engine.StartAsync(_world);
        await engine.Orchestrator.SpawnAsync(Request, Token);

        var failed = await PassAsync(time, engine.WaitAsync(States.Id, SessionStatus.Failed));

        Assert.Contains("gave no sign within 00:02:00 of its launch", failed.Reason, StringComparison.Ordinal);
        await engine.Sessions.WaitAsync(States.Id, static state => !state.HasLiveRun, Token);
        Assert.True(_world.Runtime.Process("shop-1.1").HasExited);
    }

    [Fact]
    public async Task Silence_InATurn_BreaksItOffAndShowsTheSessionBlocked()
    {
        var time = new FakeTimeProvider();
        _world.Time = time;
        _world.Project.Agents["command"] = new AgentOptions { SilenceTimeout = TimeSpan.FromMinutes(30) };
        _world.Runtime.OnStart = static process => process.Say("activity active");
        await using var engine = await Engine.StartAsync(_world);
        await engine.Orchestrator.SpawnAsync(Request, Token);
        await engine.WaitAsync(States.Id, static session => session.Activity is not null);
        _world.Agent.OnInterrupt = () => _world.Runtime.Process("shop-1.1").Say("end interrupted");

        var blocked = await PassAsync(time, engine.WaitAsync(States.Id, static session => session is { Status: SessionStatus.Blocked, Turns: 1 }));

        Assert.Contains("Nothing was heard of the turn for 00:30:00", blocked.Reason, StringComparison.Ordinal);
        Assert.False(_world.Runtime.Process("shop-1.1").HasExited);
    }

    [Fact]
    public async Task Screen_NeverOverrulesWhatWasReadElsewhere()
    {
        _world.Runtime.OnStart = static process => process.Say("screen waitingforinput").Say("activity active").Say("screen ready").Say("conversation c1");
        await using var engine = await Engine.StartAsync(_world);

        await engine.Orchestrator.SpawnAsync(Request, Token);

        var state = await engine.Sessions.WaitAsync(States.Id, static state => state.ConversationId is not null, Token);
        Assert.Equal((AgentActivity.Active, SignalSource.Stream), (state.View.Activity!.Activity, state.View.Activity.Source));
    }

    [Fact]
    public async Task HandOver_AtTheTurnsEnd_LaunchesTheOtherWayInTheSameConversation()
    {
        await using var engine = await Engine.StartAsync(_world);
        await engine.Orchestrator.SpawnAsync(Request, Token);
        await engine.WaitAsync(States.Id, SessionStatus.Working);
        var process = _world.Runtime.Process("shop-1.1").Say("conversation c1").Say("activity active");
        await engine.Sessions.WaitAsync(States.Id, static state => state.ConversationId is not null, Token);

        await engine.Orchestrator.HandOverAsync(States.Id, AgentMode.Interactive, Token);
        Assert.False(process.HasExited);
        process.Say("end completed");

        await process.Exited.WaitAsync(Token);
        await engine.Sessions.WaitAsync(States.Id, static state => state.Run is { Id.Number: 2, Handle: not null }, Token);
        var launch = _world.Agent.Launches[new RunId(States.Id, 2)];
        Assert.Equal((AgentMode.Interactive, "c1", null), (launch.Mode, launch.ConversationId, launch.Prompt));

        // It is told nothing before it has shown that it is up.
        await engine.Orchestrator.SendAsync(States.Id, "Go on.", Token);
        Assert.Empty(_world.Agent.Sent);
        _world.Runtime.Process("shop-1.2").Say("activity ready");
        await engine.WaitAsync(States.Id, static session => session.Messages[0].Stage == MessageStage.Submitted);
        Assert.Equal((SessionStatus.Working, AgentMode.Interactive), (engine.Orchestrator.Get(States.Id).Status, engine.Orchestrator.Get(States.Id).Mode));
    }

    [Fact]
    public async Task HandOver_NoConversationYet_IsRefused()
    {
        await using var engine = await Engine.StartAsync(_world);
        await engine.Orchestrator.SpawnAsync(Request, Token);
        await engine.WaitAsync(States.Id, SessionStatus.Working);

        var exception = await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.HandOverAsync(States.Id, AgentMode.Interactive, Token));

        Assert.Contains("has not named its conversation", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Spawn_Interactive_IsLaunchedSo()
    {
        await using var engine = await Engine.StartAsync(_world);

        await engine.Orchestrator.SpawnAsync(Request with { Mode = AgentMode.Interactive }, Token);
        await engine.WaitAsync(States.Id, SessionStatus.Working);

        Assert.Equal(AgentMode.Interactive, _world.Agent.Launches[new RunId(States.Id, 1)].Mode);
    }

    /// <summary>Lets time pass, however often something waits for it, until something has happened.</summary>
    private static async Task<T> PassAsync<T>(FakeTimeProvider time, Task<T> happened)
    {
        while (!happened.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        return await happened;
    }
}
