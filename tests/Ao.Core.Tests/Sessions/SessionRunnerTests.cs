using Ao.Sessions;
using Ao.Sessions.Admission;
using Ao.Sessions.Steps;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Ao.Core.Tests.Sessions;

public sealed class SessionRunnerTests : IDisposable
{
    private readonly World _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Start_NothingLeftToDo_Retires()
    {
        _world.Project.PullRequests.OpenWhenDone = false;
        _world.Runtime.OnStart = static process => process.Exit(0);
        await using var engine = await Engine.StartAsync(_world);
        await engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Do it." }, Token);
        await engine.WaitAsync(States.Id, static session => session is { Status: SessionStatus.Done, WorkspacePath: null });
        var retired = new TaskCompletionSource<SessionRunner>();

        await using var runner = new SessionRunner(States.Id, engine.Get<SessionContext>(), engine.Get<SessionSteps>(), engine.Get<AdmissionController>(), ticket: null, retired.SetResult, NullLogger<SessionRunner>.Instance);
        runner.Start();

        Assert.Same(runner, await retired.Task.WaitAsync(Token));
    }

    [Fact]
    public async Task Look_NothingHasHappened_IsMadeOnceAMinuteAllTheSame()
    {
        var time = new FakeTimeProvider();
        _world.Time = time;
        _world.Project.PullRequests.OpenWhenDone = false;
        _world.Runtime.OnStart = static process => process.Exit(0);
        await using var engine = await Engine.StartAsync(_world);
        await engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Do it." }, Token);
        await engine.WaitAsync(States.Id, static session => session is { Status: SessionStatus.Done, WorkspacePath: null });

        // Something that no fact tells of: from now on there is a change to propose.
        _world.Project.PullRequests.OpenWhenDone = true;
        var asked = engine.Orchestrator.Consents.WatchAsync(Token).FirstAsync(Token).AsTask();
        while (!asked.IsCompleted)
        {
            // The wait may begin only after this advance, so time goes on until the look is made.
            time.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        Assert.Equal(States.Id, (await asked).Session);
    }

    [Fact]
    public async Task Drive_FailureCannotBeWrittenDown_GoesOnWhenItCan()
    {
        var time = new FakeTimeProvider();
        _world.Time = time;
        var refused = new TaskCompletionSource();
        Engine? engine = null;
        _world.Scm.Fault = what =>
        {
            if (what != "open")
            {
                return null;
            }

            // The disk is full just when the session has failed, and has room at the next try.
            engine!.Journal.IsFull = !refused.Task.IsCompleted;
            refused.TrySetResult();
            return new AoException("The branch exists.");
        };
        await using var started = engine = await Engine.StartAsync(_world);
        await engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Do it." }, Token);
        await refused.Task.WaitAsync(Token);

        var failing = engine.WaitAsync(States.Id, SessionStatus.Failed);
        while (!failing.IsCompleted)
        {
            // The wait may begin only after this advance, so time goes on until the session has.
            time.Advance(TimeSpan.FromSeconds(30));
            await Task.Yield();
        }

        Assert.Equal("The branch exists.", (await failing).Reason);
    }
}
