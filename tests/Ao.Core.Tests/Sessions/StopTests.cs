using Ao.Agents;
using Ao.Journal;
using Ao.Sessions;
using Ao.TestSupport.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace Ao.Core.Tests.Sessions;

/// <summary>STOP stops, whatever else does not work.</summary>
public sealed class StopTests : IDisposable
{
    private readonly World _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Stop_WhileAServiceAskedToBeCalledLater_DoesNotWaitForThat()
    {
        _world.Time = new FakeTimeProvider();
        _world.Scm.Fault = static what => what == "snapshot" ? new TransientException("Later.", TimeSpan.FromHours(1)) : null;
        await using var engine = await Engine.StartAsync(_world);
        var process = await WorkAsync(engine);
        process.Say("done");
        await engine.WaitAsync(States.Id, static session => session.Reason == "Later.");

        var stopped = await engine.Orchestrator.StopAsync(States.Id, cancellationToken: Token);

        Assert.Equal(SessionStatus.Stopped, stopped.Status);
        Assert.True(process.HasExited);
    }

    [Fact]
    public async Task Stop_NobodyWaitsForIt_StopsAllTheSame()
    {
        await using var engine = await Engine.StartAsync(_world);
        var process = await WorkAsync(engine);

        // Whether it still sees the end depends on who is quicker.
        await ((Task)engine.Orchestrator.StopAsync(States.Id, cancellationToken: new CancellationToken(canceled: true))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await engine.WaitAsync(States.Id, SessionStatus.Stopped);

        await process.Exited.WaitAsync(Token);
    }

    [Fact]
    public async Task Stop_JournalCannotBeWritten_EndsTheProcessAndIsWrittenDownLater()
    {
        await using var engine = await Engine.StartAsync(_world);
        var process = await WorkAsync(engine);

        engine.Journal.IsFull = true;
        await Assert.ThrowsAsync<JournalException>(() => engine.Orchestrator.StopAsync(States.Id, "enough", Token));
        await process.Exited.WaitAsync(Token);
        engine.Journal.IsFull = false;
        var stopped = await engine.WaitAsync(States.Id, SessionStatus.Stopped);

        Assert.Equal("enough", stopped.Reason);
    }

    [Fact]
    public async Task Stop_PluginHoldsOn_EndsTheProcessAllTheSame()
    {
        var letGo = new TaskCompletionSource();
        _world.Agent.HoldsOn = letGo.Task;
        await using var engine = await Engine.StartAsync(_world);
        var process = await WorkAsync(engine);

        await engine.Orchestrator.StopAsync(States.Id, cancellationToken: Token);

        Assert.True(process.HasExited);
        letGo.SetResult();
    }

    [Fact]
    public async Task Stop_DoneWithNothingLeftToDo_ChangesNothing()
    {
        _world.Project.PullRequests.OpenWhenDone = false;
        _world.Runtime.OnStart = static process => process.Exit(0);
        await using var engine = await Engine.StartAsync(_world);
        await engine.Orchestrator.SpawnAsync(Request, Token);
        await engine.WaitAsync(States.Id, static session => session is { Status: SessionStatus.Done, WorkspacePath: null });

        var stopped = await engine.Orchestrator.StopAsync(States.Id, cancellationToken: Token);

        Assert.Equal(SessionStatus.Done, stopped.Status);
    }

    [Fact]
    public async Task Send_DoneWithNothingLeftToDo_GoesOn()
    {
        _world.Project.PullRequests.OpenWhenDone = false;
        _world.Runtime.OnStart = static process => process.Exit(0);
        await using var engine = await Engine.StartAsync(_world);
        await engine.Orchestrator.SpawnAsync(Request, Token);
        for (var run = 1; run <= 5; run++)
        {
            await engine.WaitAsync(States.Id, session => session is { Status: SessionStatus.Done, WorkspacePath: null } && session.Runs == run);
            await engine.Orchestrator.SendAsync(States.Id, "And that.", Token);
        }

        var done = await engine.WaitAsync(States.Id, static session => session is { Status: SessionStatus.Done, WorkspacePath: null, Runs: 6 });

        Assert.All(done.Messages, static message => Assert.Equal(MessageStage.Submitted, message.Stage));
    }

    private static SpawnRequest Request => new() { Project = "shop", Prompt = "Do it." };

    private async Task<FakeProcess> WorkAsync(Engine engine)
    {
        await engine.Orchestrator.SpawnAsync(Request, Token);
        await engine.WaitAsync(States.Id, SessionStatus.Working);
        return _world.Runtime.Process("shop-1.1");
    }
}
