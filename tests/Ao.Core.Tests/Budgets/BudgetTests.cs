using Ao.Agents;
using Ao.Budgets;
using Ao.Configuration;
using Ao.Consents;
using Ao.Core.Tests.Sessions;
using Ao.Effects;
using Ao.Sessions;
using Ao.TestSupport;
using Microsoft.Extensions.Time.Testing;

namespace Ao.Core.Tests.Budgets;

/// <summary>Budgets through the public surface, with a fake agent and runtime: what is used up pauses, people are asked, and the answer holds.</summary>
public sealed class BudgetTests : IDisposable
{
    private static readonly Operator s_ann = new("ann", "test");

    private readonly World _world = new();

    public BudgetTests()
    {
        _world.Agent.Capabilities = new AgentCapabilities { TakesTurns = true, TakesMessagesWhileRunning = true };
        _world.Project.PullRequests.OpenWhenDone = false;
        _world.Runtime.OnStart = static process => process.Say("conversation c1").Say("activity active");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static SpawnRequest Request => new() { Project = "shop", Prompt = "Do it." };

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Tokens_UsedUpInATurn_PauseTheSession_AndAYesLetsItGoOn()
    {
        _world.Project.Budget.PerSession.Tokens = 50_000;
        await using var engine = await Engine.StartAsync(_world);
        await engine.Orchestrator.SpawnAsync(Request, Token);
        await engine.WaitAsync(States.Id, SessionStatus.Working);
        Assert.Equal("tokens 0 of 50,000 (reserved 20,000)", engine.Orchestrator.Get(States.Id).Budget);
        var process = _world.Runtime.Process("shop-1.1");
        _world.Agent.OnInterrupt = () => process.Say("end interrupted");

        process.Say("usage 50000");
        var paused = await engine.WaitAsync(States.Id, SessionStatus.Paused);
        Assert.Contains("tokens 50,000 of 50,000", paused.Reason, StringComparison.Ordinal);
        var question = await PendingAsync(engine);
        Assert.Equal(("session/shop-1", "50000", "75000"), (question.Parameters["budget"], question.Parameters["from"], question.Parameters["raisedTo"]));
        Assert.Equal("budget.reached", Assert.Single(engine.Orchestrator.Notices.List()).Topic);
        await engine.Sessions.WaitAsync(States.Id, static state => !state.HasLiveRun, Token);

        await engine.Orchestrator.Consents.AnswerAsync(question.Id, ConsentDecision.Approve, s_ann, cancellationToken: Token);
        await engine.WaitAsync(States.Id, static session => session.Runs == 2 && session.Status == SessionStatus.Working);

        // It takes up its conversation, and is told to go on there.
        Assert.Equal("c1", _world.Agent.Launches[Ao.Runtimes.RunId.Parse("shop-1.2")].ConversationId);
        Assert.Contains("go on with your task", _world.Agent.Prompts[Ao.Runtimes.RunId.Parse("shop-1.2")], StringComparison.Ordinal);
        var budget = engine.Orchestrator.Budgets.Get("session/shop-1");
        Assert.Equal((75_000m, s_ann), (budget.Lines[0].Limit, Assert.Single(budget.Raises).By!));
        Assert.Empty(engine.Orchestrator.Notices.List());
    }

    [Fact]
    public async Task ANo_LeavesItPaused_OverARestart_AndItCanBeAskedAgain()
    {
        _world.Project.Budget.PerSession.Tokens = 1_000;
        await using (var engine = await Engine.StartAsync(_world))
        {
            await engine.Orchestrator.SpawnAsync(Request, Token);
            await engine.WaitAsync(States.Id, SessionStatus.Working);
            _world.Runtime.Process("shop-1.1").Say("usage 1000").Say("end completed");
            await engine.Orchestrator.SendAsync(States.Id, "Go on.", Token);
            var question = await PendingAsync(engine);
            await engine.Orchestrator.Consents.AnswerAsync(question.Id, ConsentDecision.Deny, s_ann, "Too dear.", Token);
            await WaitAsync(engine, static budget => !budget.IsAsked);
        }

        await using var next = await Engine.StartAsync(_world);
        Assert.Equal(SessionStatus.Paused, next.Orchestrator.Get(States.Id).Status);
        Assert.Single(next.Orchestrator.Notices.List());
        Assert.Empty(next.Orchestrator.Consents.List());
        Assert.Empty(_world.Agent.Sent);
        var refused = await Assert.ThrowsAsync<AoException>(() => next.Orchestrator.ResumeAsync(States.Id, Token));
        Assert.Contains("session/shop-1", refused.Message, StringComparison.Ordinal);

        await next.Orchestrator.Budgets.AskAsync("session/shop-1", Token);
        var again = await PendingAsync(next);
        await next.Orchestrator.Consents.AnswerAsync(again.Id, ConsentDecision.Approve, s_ann, cancellationToken: Token);
        await next.WaitAsync(States.Id, static session => session.Messages.All(static message => message.Stage >= MessageStage.Submitted) && session.Status != SessionStatus.Paused);
    }

    [Fact]
    public async Task DoneToldSomethingAndPaused_IsStopped_AndTheQuestionGoes()
    {
        _world.Agent.Capabilities = new AgentCapabilities { ExitClaimsDone = true };
        _world.Runtime.OnStart = static process => process.Exit(0);
        _world.Project.Budget.PerSession.Turns = 1;
        await using var engine = await Engine.StartAsync(_world);
        await engine.Orchestrator.SpawnAsync(Request, Token);
        await engine.WaitAsync(States.Id, SessionStatus.Done);
        await engine.Orchestrator.SendAsync(States.Id, "More.", Token);
        await engine.WaitAsync(States.Id, SessionStatus.Paused);
        await PendingAsync(engine);

        var stopped = await engine.Orchestrator.StopAsync(States.Id, "Enough.", Token);

        Assert.Equal((SessionStatus.Stopped, 1), (stopped.Status, stopped.Runs));

        // The question is taken back beside what is written of the budget.
        await WaitAsync(engine, budget => !budget.IsAsked && engine.Orchestrator.Consents.List().Count == 0);
        Assert.Empty(engine.Orchestrator.Consents.List());
    }

    [Fact]
    public async Task PausedByAPersonToo_Resume_HasPeopleAskedAboutTheBudget()
    {
        _world.Project.Budget.PerSession.Tokens = 1_000;
        await using var engine = await Engine.StartAsync(_world);
        await engine.Orchestrator.SpawnAsync(Request, Token);
        await engine.WaitAsync(States.Id, SessionStatus.Working);
        _world.Agent.OnInterrupt = () => _world.Runtime.Process("shop-1.1").Say("end interrupted");
        _world.Runtime.Process("shop-1.1").Say("usage 1000");
        await engine.WaitAsync(States.Id, SessionStatus.Paused);
        await PendingAsync(engine);
        await engine.Orchestrator.PauseAsync(States.Id, cancellationToken: Token);
        await WaitAsync(engine, static budget => !budget.IsAsked);

        var resumed = await engine.Orchestrator.ResumeAsync(States.Id, Token);

        Assert.Equal(SessionStatus.Paused, resumed.Status);
        var question = await PendingAsync(engine);
        await engine.Orchestrator.Consents.AnswerAsync(question.Id, ConsentDecision.Approve, s_ann, cancellationToken: Token);
        await engine.WaitAsync(States.Id, static session => session.Runs == 2 && session.Status == SessionStatus.Working);
    }

    [Fact]
    public async Task Zero_NothingStarts_AndItSaysWhy()
    {
        _world.Project.Budget.PerDay.Tokens = 0;
        await using var engine = await Engine.StartAsync(_world);
        await engine.Orchestrator.SpawnAsync(Request, Token);
        await engine.Orchestrator.SpawnAsync(Request, Token);

        var paused = await engine.WaitAsync(States.Id, SessionStatus.Paused);
        await engine.WaitAsync(new SessionId("shop", 2), SessionStatus.Paused);
        Assert.Contains("the budget of project shop for", paused.Reason, StringComparison.Ordinal);
        Assert.Contains("tokens 0 of 0", paused.Reason, StringComparison.Ordinal);
        Assert.Empty(_world.Runtime.Starts);

        // One question, however many sessions it stops.
        await PendingAsync(engine);
        Assert.Single(engine.Orchestrator.Consents.List());
    }

    [Fact]
    public async Task DayBudget_TwoSessions_TheSecondWaitsForWhatTheFirstHasReserved()
    {
        _world.Project.Budget.PerDay.Tokens = 30_000;
        await using var engine = await Engine.StartAsync(_world);
        await engine.Orchestrator.SpawnAsync(Request, Token);
        await engine.WaitAsync(States.Id, SessionStatus.Working);
        var second = (await engine.Orchestrator.SpawnAsync(Request, Token)).Id;

        var waiting = await engine.WaitAsync(second, static session => session.Reason is not null);
        Assert.StartsWith("It waits for the budget of project shop for", waiting.Reason, StringComparison.Ordinal);
        Assert.Equal(0, waiting.Runs);

        _world.Runtime.Process("shop-1.1").Say("usage 100").Say("end completed");
        await engine.WaitAsync(second, SessionStatus.Working);
        Assert.Contains("tokens 100 of 30,000 (reserved", engine.Orchestrator.Budgets.List()[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DayBudget_NewDay_LetsTheSessionsGoOn_AndTakesTheQuestionBack()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 26, 23, 0, 0, TimeSpan.Zero));
        _world.Time = time;
        _world.Journal = new InMemoryJournal(time);
        _world.Options.Consent.Expiry = TimeSpan.FromDays(1);
        _world.Project.Budget.PerDay.Tokens = 1_000;
        await using var engine = await Engine.StartAsync(_world);
        await engine.Orchestrator.SpawnAsync(Request, Token);
        await engine.WaitAsync(States.Id, SessionStatus.Working);
        var process = _world.Runtime.Process("shop-1.1");
        _world.Agent.OnInterrupt = () => process.Say("end interrupted");
        process.Say("usage 1000");
        await engine.Sessions.WaitAsync(States.Id, static state => state is { Pause: not null, HasLiveRun: false }, Token);
        var question = await PendingAsync(engine);

        time.Advance(TimeSpan.FromHours(1.1));

        await engine.WaitAsync(States.Id, SessionStatus.Working);
        await foreach (var _ in engine.Journal.SubscribeAsync(0, Token))
        {
            if (engine.Orchestrator.Consents.List(pendingOnly: false).Single(consent => consent.Id == question.Id).State == ConsentState.Withdrawn)
            {
                break;
            }
        }
    }

    [Fact]
    public async Task WallTime_UsedUp_PausesAnAgentThatSaysNothing()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 26, 10, 0, 0, TimeSpan.Zero));
        _world.Time = time;
        _world.Journal = new InMemoryJournal(time);
        _world.Agent.Capabilities = new AgentCapabilities { ExitClaimsDone = true };
        _world.Project.Budget.PerSession.WallTime = TimeSpan.FromMinutes(30);
        _world.Runtime.OnStart = null;
        await using var engine = await Engine.StartAsync(_world);
        await engine.Orchestrator.SpawnAsync(Request, Token);
        await engine.WaitAsync(States.Id, SessionStatus.Working);

        time.Advance(TimeSpan.FromMinutes(25));
        await WaitNoticeAsync(engine, "budget.near");
        Assert.Equal(SessionStatus.Working, engine.Orchestrator.Get(States.Id).Status);
        time.Advance(TimeSpan.FromMinutes(6));

        var paused = await engine.WaitAsync(States.Id, SessionStatus.Paused);
        Assert.Contains("time 31:00 of 30:00", paused.Reason, StringComparison.Ordinal);
        await engine.Sessions.WaitAsync(States.Id, static state => !state.HasLiveRun, Token);
        Assert.True(_world.Runtime.Process("shop-1.1").HasExited);
    }

    [Fact]
    public async Task UnknownUsage_WhereTokensAreLimited_IsBoundedByTurns()
    {
        _world.Project.Budget.PerDay.Tokens = 1_000_000;
        _world.Options.Budget.UnknownUsage.MaxTurns = 2;
        await using var engine = await Engine.StartAsync(_world);
        await engine.Orchestrator.SpawnAsync(Request, Token);
        await engine.WaitAsync(States.Id, SessionStatus.Working);
        var process = _world.Runtime.Process("shop-1.1");
        process.Say("end completed");
        await engine.Orchestrator.SendAsync(States.Id, "Second.", Token);
        await engine.WaitAsync(States.Id, static session => session.Turns == 1 && session.Messages[0].Stage == MessageStage.Submitted);
        process.Say("end completed");
        await engine.Orchestrator.SendAsync(States.Id, "Third.", Token);

        var paused = await engine.WaitAsync(States.Id, SessionStatus.Paused);
        Assert.Contains("without saying what it uses: turns 2 of 2", paused.Reason, StringComparison.Ordinal);
        Assert.Equal(["Second."], _world.Agent.Sent.Select(static message => message.Text));
        Assert.Contains(engine.Orchestrator.Budgets.Of(States.Id), static budget => budget.ToString().StartsWith("tokens unknown of", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AgentThatDoesNotHeedTheInterrupt_IsEndedAfterThreeSeconds()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 26, 10, 0, 0, TimeSpan.Zero));
        _world.Time = time;
        _world.Journal = new InMemoryJournal(time);
        _world.Project.Budget.PerSession.Tokens = 1_000;
        await using var engine = await Engine.StartAsync(_world);
        await engine.Orchestrator.SpawnAsync(Request, Token);
        await engine.WaitAsync(States.Id, SessionStatus.Working);
        _world.Runtime.Process("shop-1.1").Say("usage 5000");
        await engine.Sessions.WaitAsync(States.Id, static state => state is { Pause: not null, InterruptRequested: false }, Token);
        Assert.False(_world.Runtime.Process("shop-1.1").HasExited);

        while (engine.Sessions.Get(States.Id).HasLiveRun)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(SessionStatus.Paused, engine.Orchestrator.Get(States.Id).Status);
    }

    private static async Task<Consent> PendingAsync(Engine engine)
    {
        await foreach (var consent in engine.Orchestrator.Consents.WatchAsync(Token))
        {
            if (consent is { State: ConsentState.Pending, Kind: EffectKind.RaiseBudget })
            {
                return consent;
            }
        }

        throw new InvalidOperationException("Watching has ended.");
    }

    private static async Task WaitAsync(Engine engine, Func<Budget, bool> isWanted)
    {
        await foreach (var _ in engine.Journal.SubscribeAsync(0, Token))
        {
            if (isWanted(engine.Orchestrator.Budgets.Get("session/shop-1")))
            {
                return;
            }
        }
    }

    private static async Task WaitNoticeAsync(Engine engine, string topic)
    {
        await foreach (var _ in engine.Journal.SubscribeAsync(0, Token))
        {
            if (engine.Orchestrator.Notices.List(openOnly: false).Any(notice => notice.Topic == topic))
            {
                return;
            }
        }
    }
}
