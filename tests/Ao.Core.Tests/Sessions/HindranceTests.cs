using Ao.Agents;
using Ao.Sessions;
using Ao.TestSupport.Fakes;

namespace Ao.Core.Tests.Sessions;

/// <summary>What cannot be asked is no reason to end an agent that may be well.</summary>
public sealed class HindranceTests : IDisposable
{
    private readonly World _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Attend_RuntimeCannotBeAsked_SaysSoAndGoesOnWhenItCan(bool isTransient)
    {
        var away = true;
        _world.Runtime.Fault = what => (what, Volatile.Read(ref away)) switch
        {
            ("watch" or "list", true) => isTransient ? new TransientException("The runtime is away.") : new AoException("The runtime is away."),
            _ => null,
        };
        await using var engine = await Engine.StartAsync(_world);
        await engine.Orchestrator.SpawnAsync(Request, Token);
        var hindered = await engine.WaitAsync(States.Id, static session => session.Reason == "The runtime is away.");

        Volatile.Write(ref away, false);
        _world.Runtime.Process("shop-1.1").Say("activity ready");
        var ready = await engine.WaitAsync(States.Id, SessionStatus.Ready);

        Assert.Equal(SessionStatus.Working, hindered.Status);
        Assert.Null(ready.Reason);
        Assert.Equal(1, ready.Runs);
        Assert.False(_world.Runtime.Process("shop-1.1").HasExited);
    }

    [Fact]
    public async Task Attend_RuntimeDoesNotKnowTheRun_IsLost()
    {
        await using var engine = await Engine.StartAsync(_world);
        _world.Runtime.AfterStart = run => _world.Runtime.Forget(run.ToString());

        await engine.Orchestrator.SpawnAsync(Request, Token);
        var lost = await engine.WaitAsync(States.Id, static session => session.Status is SessionStatus.Lost or SessionStatus.Failed);

        Assert.Equal(SessionStatus.Lost, lost.Status);
    }

    [Fact]
    public async Task Report_ReporterIsMissing_HoldsUpNothingElse()
    {
        _world.Named["absent"] = new object();
        _world.Project.Reporter = "absent";
        _world.Project.PullRequests.OpenWhenDone = false;
        _world.Runtime.OnStart = static process => process.Say("report It breaks").Exit(0);
        await using var engine = await Engine.StartAsync(_world);

        await engine.Orchestrator.SpawnAsync(Request, Token);
        var done = await engine.WaitAsync(States.Id, static session => session is { Status: SessionStatus.Done, WorkspacePath: null });

        Assert.True(Assert.Single(done.Reports) is { Receipt: null, Problem: null });
    }

    [Fact]
    public async Task Report_ReporterIsAwayForAWhile_IsSubmittedOnce()
    {
        var failures = 0;
        var reporter = new FakeReporter { BeforeSubmit = _ => Interlocked.Increment(ref failures) == 1 ? throw new TransientException("It broke off.") : Task.CompletedTask };
        _world.Others.Add(reporter);
        _world.Project.Reporter = "reporter";
        await using var engine = await Engine.StartAsync(_world);
        await WorkAsync(engine);

        _world.Runtime.Process("shop-1.1").Say("report One").Say("report Two");
        var reported = await engine.WaitAsync(States.Id, static session => session.Reports is [{ Receipt: not null }, { Receipt: not null }]);

        Assert.Equal(["One", "Two"], reporter.Submitted.Select(static submission => submission.Report.Title).Order());
        Assert.Equal(SessionStatus.Working, reported.Status);
    }

    [Fact]
    public async Task Report_SessionIsStoppedMeanwhile_IsSubmittedAfterItsRestore()
    {
        var asked = new TaskCompletionSource();
        var stopping = new TaskCompletionSource();
        var reporter = new FakeReporter
        {
            BeforeSubmit = async _ =>
            {
                if (asked.TrySetResult())
                {
                    await stopping.Task;
                    throw new TransientException("Not now.");
                }
            },
        };
        _world.Others.Add(reporter);
        _world.Project.Reporter = "reporter";
        await using var engine = await Engine.StartAsync(_world);
        await WorkAsync(engine);
        _world.Runtime.Process("shop-1.1").Say("report It breaks");
        await asked.Task.WaitAsync(Token);

        var stopped = await engine.Orchestrator.StopAsync(States.Id, cancellationToken: Token);
        stopping.SetResult();
        await engine.Orchestrator.RestoreAsync(States.Id, Token);
        await engine.WaitAsync(States.Id, static session => session.Reports is [{ Receipt: not null }]);

        Assert.Null(Assert.Single(stopped.Reports).Problem);
        Assert.Single(reporter.Submitted);
    }

    [Fact]
    public async Task Verification_SessionIsToldSomethingMeanwhile_KeepsTheEvidence()
    {
        var counted = _world.Combine("counted");
        var go = _world.Combine("go");
        _world.Agent.Capabilities = new AgentCapabilities { TakesMessagesWhileRunning = true };
        _world.VerifyWith("sh", "-c", $"echo once >> '{counted}'; until [ -e '{go}' ]; do sleep 0.02; done; false");
        _world.Project.Verification.Attempts = 1;
        await using var engine = await Engine.StartAsync(_world);
        await WorkAsync(engine);
        _world.Runtime.Process("shop-1.1").Say("done");
        await engine.WaitAsync(States.Id, SessionStatus.Verifying);

        await engine.Orchestrator.SendAsync(States.Id, "And that.", Token);
        await File.WriteAllTextAsync(go, "", Token);
        var failed = await engine.WaitAsync(States.Id, SessionStatus.Failed);

        Assert.Single(failed.Verifications);
        Assert.Single(await File.ReadAllLinesAsync(counted, Token));
    }

    private static SpawnRequest Request => new() { Project = "shop", Prompt = "Do it." };

    private static async Task WorkAsync(Engine engine)
    {
        await engine.Orchestrator.SpawnAsync(Request, Token);
        await engine.WaitAsync(States.Id, SessionStatus.Working);
    }
}
