using Ao.Runtimes;
using Ao.Commands;
using Ao.Sessions;
using Ao.TestSupport.Fakes;

namespace Ao.Core.Tests.Sessions;

/// <summary>What the next host makes of the sessions that an earlier one left, and what it says of them.</summary>
public sealed class RecoveryTests : IDisposable
{
    private readonly World _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Start_ProcessLives_IsAdopted()
    {
        var id = await LeaveOneWorkingAsync();

        await using var engine = await StartAndSettleAsync();

        Assert.Equal([id], engine.Orchestrator.Recovery.Adopted);
    }

    [Fact]
    public async Task Start_ProcessEndedMeanwhile_IsEndedAndGoesOn()
    {
        var id = await LeaveOneWorkingAsync();
        _world.Runtime.Process("shop-1.1").Exit(0);

        await using var engine = await StartAndSettleAsync();
        await engine.WaitAsync(id, SessionStatus.Done);

        Assert.Equal([id], engine.Orchestrator.Recovery.Ended);
    }

    [Fact]
    public async Task Start_ProcessFailedMeanwhile_IsFailed()
    {
        var id = await LeaveOneWorkingAsync();
        _world.Runtime.Process("shop-1.1").Exit(3);

        await using var engine = await StartAndSettleAsync();

        Assert.Equal([id], engine.Orchestrator.Recovery.Failed);
        Assert.Empty(engine.Orchestrator.Recovery.Ended);
    }

    [Fact]
    public async Task Start_NobodyKnowsHowTheProcessEnded_IsLost()
    {
        var id = await LeaveOneWorkingAsync();
        _world.Runtime.Process("shop-1.1").Exit(null);

        await using var engine = await StartAndSettleAsync();

        Assert.Equal([id], engine.Orchestrator.Recovery.Lost);
        Assert.Empty(engine.Orchestrator.Recovery.Ended);
    }

    [Fact]
    public async Task Start_BetweenTwoSteps_IsResumed()
    {
        // Of the session's life there are the request and the admission.
        await DieAtAsync(append: 3);

        await using var engine = await StartAndSettleAsync();

        Assert.Equal([new SessionId("shop", 1)], engine.Orchestrator.Recovery.Resumed);
    }

    [Fact]
    public async Task Start_WaitsToBeAdmitted_IsPending()
    {
        _world.Options.Admission.MaxSessions = 1;
        await using (var first = await Engine.StartAsync(_world))
        {
            var working = await first.Orchestrator.SpawnAsync(Request(), Token);
            await first.WaitAsync(working.Id, SessionStatus.Working);
            await first.Orchestrator.SpawnAsync(Request(), Token);
        }

        await using var engine = await Engine.StartAsync(_world);
        var before = engine.Orchestrator.Recovery.Pending;
        await engine.Orchestrator.StopAsync(new SessionId("shop", 1), cancellationToken: Token);
        await engine.Recovery.Settled.WaitAsync(Token);

        Assert.Contains(new SessionId("shop", 2), before);
        Assert.Contains(new SessionId("shop", 2), engine.Orchestrator.Recovery.Resumed);
    }

    [Fact]
    public async Task Start_RuntimeCannotBeAsked_IsUnreachableAndNotEnded()
    {
        var id = await LeaveOneWorkingAsync();
        _world.Runtime.Fault = static what => what == "list" ? new AoException("The socket is gone.") : null;

        await using var engine = await StartAndSettleAsync();

        Assert.Equal([id], engine.Orchestrator.Recovery.Unreachable);
        Assert.Empty(engine.Orchestrator.Recovery.Ended);
        Assert.Contains("The socket is gone.", Assert.Single(engine.Orchestrator.Recovery.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_ProjectWasRemoved_IsUnattendedAndCanBeStopped()
    {
        var id = await LeaveOneWorkingAsync();
        _world.Options.Projects.Clear();

        await using var engine = await StartAndSettleAsync();
        var unattended = engine.Orchestrator.Recovery.Unattended;
        var stopped = await engine.Orchestrator.StopAsync(id, cancellationToken: Token);

        Assert.Equal([id], unattended);
        Assert.Empty(engine.Orchestrator.Recovery.Adopted);
        Assert.Equal(SessionStatus.Stopped, stopped.Status);
        Assert.True(_world.Runtime.Process("shop-1.1").HasExited);
    }

    [Fact]
    public async Task Start_RuntimeOfTheProjectWasChanged_AdoptsTheProcessWhereItLives()
    {
        var id = await LeaveOneWorkingAsync();
        var other = ChangeRuntime();

        await using var engine = await StartAndSettleAsync();
        var adopted = engine.Orchestrator.Recovery.Adopted;
        await engine.Orchestrator.StopAsync(id, cancellationToken: Token);

        Assert.Equal([id], adopted);
        Assert.Empty(other.Starts);
        Assert.True(_world.Runtime.Process("shop-1.1").HasExited);
    }

    [Fact]
    public async Task Start_RuntimeWasChangedBetweenIntentAndStart_StartsNoTwin()
    {
        // The process was started; that it was is not written.
        await DieAtAsync(append: 5);
        var other = ChangeRuntime();

        await using var engine = await StartAndSettleAsync();

        Assert.Equal([new SessionId("shop", 1)], engine.Orchestrator.Recovery.Adopted);
        Assert.Empty(other.Starts);
        Assert.Equal(1, Assert.Single(_world.Runtime.Starts).Value);
    }

    [Fact]
    public async Task Start_TwoRuntimesHoldOneRun_AdoptsOneAndReportsTheOther()
    {
        var id = await LeaveOneWorkingAsync();
        var other = ChangeRuntime();
        var run = new RunId(id, 1);
        await other.StartAsync(new RunRequest { Run = run, Command = new CommandLine("twin", []), WorkingDirectory = "/", Environment = new Dictionary<string, string>() }, Token);

        await using var engine = await StartAndSettleAsync();

        Assert.Equal([id], engine.Orchestrator.Recovery.Adopted);
        Assert.Equal([run], engine.Orchestrator.Recovery.Orphans);
    }

    private static SpawnRequest Request() => new() { Project = "shop", Prompt = "Do it." };

    private async Task<SessionId> LeaveOneWorkingAsync()
    {
        await using var engine = await Engine.StartAsync(_world);
        var spawned = await engine.Orchestrator.SpawnAsync(Request(), Token);
        await engine.WaitAsync(spawned.Id, SessionStatus.Working);
        return spawned.Id;
    }

    private async Task DieAtAsync(int append)
    {
        // The very first append of a journal names it, when no session is there yet.
        await (await Engine.StartAsync(_world)).DisposeAsync();
        await using var dying = await Engine.StartAsync(_world, crashAt: append);
        await dying.Orchestrator.SpawnAsync(Request(), Token);
        await dying.Journal.Crashed.WaitAsync(Token);
    }

    private FakeRuntime ChangeRuntime()
    {
        var other = new FakeRuntime();
        _world.Named["local-process"] = _world.Runtime;
        _world.Named["other"] = other;
        _world.Project.Runtime = "other";
        return other;
    }

    private async Task<Engine> StartAndSettleAsync()
    {
        var engine = await Engine.StartAsync(_world);
        await engine.Recovery.Settled.WaitAsync(Token);
        return engine;
    }
}
