using System.Text;
using Ao.Agents;
using Ao.Journal;
using Ao.PullRequests;
using Ao.Runtimes;
using Ao.Sessions;

namespace Ao.Core.Tests.Sessions;

/// <summary>Bar R6: the host dies at each step, before and after each append and each call of a plugin; the next host is told to do the same again and comes to the same end.</summary>
/// <remarks>The real runtimes have a matrix of their own in the end-to-end tests.</remarks>
public sealed class CrashMatrixTests(ITestOutputHelper output)
{
    /// <summary>How long an end may take before it counts as stuck. It takes milliseconds; a machine that is busy is given its time.</summary>
    private static readonly TimeSpan s_stuck = TimeSpan.FromMinutes(2);

    [Fact]
    public Task Spawn_HostDiesAtEachStep_EndsMergedAndClosed() => MatrixAsync(
        static world =>
        {
            world.VerifyWith("true");
            world.Runtime.OnStart = static process => process.Say("report It breaks").Say("usage 7").Exit(0);
        },
        MergeAsync,
        static (world, session) =>
        {
            Assert.Equal(SessionStatus.Done, session.Status);
            Assert.Equal(7, session.Usage.InputTokens);
            Assert.True(Assert.Single(session.Reports) is { Receipt: not null } or { Problem: not null });
            Assert.Equal(ProposalState.Merged, session.PullRequest!.State);
            Assert.Single(world.Scm.PullRequests);
            Assert.Empty(world.Scm.Open);
        });

    [Fact]
    public Task Send_LiveAgent_HostDiesAtEachStep_MessageIsThereOnceById() => MatrixAsync(
        static world => world.Agent.Capabilities = new AgentCapabilities { TakesMessagesWhileRunning = true },
        static async (engine, id, cancellationToken) =>
        {
            await engine.Sessions.WaitAsync(id, static state => state.Run?.Handle is not null, cancellationToken);
            if (engine.Orchestrator.Get(id).Messages.Count == 0)
            {
                await engine.Orchestrator.SendAsync(id, "Look at this.", cancellationToken);
            }

            await engine.Sessions.WaitAsync(id, static state => state.Messages.All(static message => message.Stage >= MessageStage.Submitted), cancellationToken);
        },
        static (world, session) =>
        {
            Assert.Equal(SessionStatus.Working, session.Status);
            Assert.Equal(MessageStage.Submitted, Assert.Single(session.Messages).Stage);
            Assert.Single(world.Agent.Sent.DistinctBy(static message => message.Id));
            Assert.InRange(world.Agent.Sent.Count, 1, 2);
        });

    [Fact]
    public Task Send_DoneSession_HostDiesAtEachStep_IsLaunchedAgainOnce() => MatrixAsync(
        static world =>
        {
            world.Project.PullRequests.OpenWhenDone = false;
            world.Runtime.OnStart = static process => process.Say("ran").Exit(0);
        },
        static async (engine, id, cancellationToken) =>
        {
            if (engine.Orchestrator.Get(id).Messages.Count == 0)
            {
                await engine.Sessions.WaitAsync(id, static state => state.WorkspaceClosed, cancellationToken);
                await engine.Orchestrator.SendAsync(id, "Go on.", cancellationToken);
            }

            await engine.Sessions.WaitAsync(id, static state => state is { WorkspaceClosed: true, Run: { Ended: true, Id.Number: > 1 } } && state.NextMessage is null, cancellationToken);
        },
        static (world, session) =>
        {
            Assert.Equal((SessionStatus.Done, 2), (session.Status, session.Runs));
            Assert.Equal(MessageStage.Submitted, Assert.Single(session.Messages).Stage);
            Assert.Empty(world.Scm.Open);
        });

    [Fact]
    public Task Stop_HostDiesAtEachStep_LeavesNoProcess() => MatrixAsync(
        static _ => { },
        StopAsync,
        static (world, session) =>
        {
            // Where the host died when the process had ended and nothing was written of it yet, the next one may see the end first.
            Assert.True(session.Status is SessionStatus.Stopped or SessionStatus.Failed, session.Status.ToString());
            Assert.Equal(1, session.Runs);
            Assert.True(world.Runtime.Process("shop-1.1").HasExited);
            Assert.Single(world.Scm.Open);
        });

    [Fact]
    public Task Restore_HostDiesAtEachStep_GoesOnInOneNewRun() => MatrixAsync(
        static world =>
        {
            world.Project.PullRequests.OpenWhenDone = false;
            world.Runtime.OnStart = static process =>
            {
                if (process.Request.Run.Number > 1)
                {
                    process.Say("ran").Exit(0);
                }
            };
        },
        static async (engine, id, cancellationToken) =>
        {
            if (engine.Orchestrator.Get(id).Messages.Count == 0)
            {
                await StopAsync(engine, id, cancellationToken);
                await engine.Orchestrator.RestoreAsync(id, cancellationToken);
            }

            await engine.Sessions.WaitAsync(id, static state => state.WorkspaceClosed, cancellationToken);
        },
        static (_, session) => Assert.Equal((SessionStatus.Done, 2), (session.Status, session.Runs)));

    [Fact]
    public Task Close_StoppedSession_HostDiesAtEachStep_KeepsWhatTheAgentWroteOnce() => MatrixAsync(
        static world => world.Runtime.OnStart = static process => process.Say("ran"),
        static async (engine, id, cancellationToken) =>
        {
            await StopAsync(engine, id, cancellationToken);
            if (engine.Orchestrator.Get(id).WorkspacePath is not null)
            {
                await engine.Orchestrator.Workspaces.SweepAsync(await engine.Orchestrator.Workspaces.PlanSweepAsync(cancellationToken), cancellationToken);
            }

            // A closing that was claimed is brought to its end by the session's own loop, whether or not a sweep sees its workspace.
            await engine.Sessions.WaitAsync(id, static state => state.WorkspaceClosed, cancellationToken);
        },
        static (world, session) =>
        {
            Assert.Null(session.WorkspacePath);
            Assert.Empty(world.Scm.Open);
        });

    private static async Task StopAsync(Engine engine, SessionId id, CancellationToken cancellationToken)
    {
        await engine.Sessions.WaitAsync(id, static state => state.Run?.Handle is not null || state.End is not null, cancellationToken);
        await engine.Orchestrator.StopAsync(id, cancellationToken: cancellationToken);
    }

    private static async Task MergeAsync(Engine engine, SessionId id, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var approving = engine.ApproveEverythingAsync(over.Token);
        await engine.Sessions.WaitAsync(id, static state => state.PullRequest is { Number: not null }, cancellationToken);
        if (engine.Orchestrator.Get(id).PullRequest!.State == ProposalState.Open)
        {
            var merged = await engine.Orchestrator.PullRequests.MergeAsync(id, cancellationToken);
            Assert.True(merged.Merged, merged.Reason);
        }

        await engine.Sessions.WaitAsync(id, static state => state.WorkspaceClosed && state.Reports.All(static report => report.Receipt is not null || report.Problem is not null), cancellationToken);
        await over.CancelAsync();
        await approving;
    }

    /// <summary>Lives a session's life once for each step in it, with a host that dies at that step and one that finishes.</summary>
    private async Task MatrixAsync(Action<World> prepare, Func<Engine, SessionId, CancellationToken, Task> live, Action<World, Session> check)
    {
        var steps = await LiveAsync(dieAt: 0, prepare, live, check);
        Assert.True(steps > 15, $"only {steps} steps in a session's life");
        for (var dieAt = 1; dieAt <= steps; dieAt++)
        {
            await LiveAsync(dieAt, prepare, live, check);
        }

        output.WriteLine($"R6: a host died at each of {steps} steps");
    }

    private static async Task<int> LiveAsync(int dieAt, Action<World> prepare, Func<Engine, SessionId, CancellationToken, Task> live, Action<World, Session> check)
    {
        using var world = new World();
        prepare(world);
        using var stuck = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stuck.CancelAfter(s_stuck);
        if (dieAt > 0)
        {
            // The very first append of a journal names it, when no session is there yet.
            await (await Engine.StartAsync(world)).DisposeAsync();
            await using var dying = await Engine.StartAsync(world, dieAt: dieAt);
            using var death = CancellationTokenSource.CreateLinkedTokenSource(stuck.Token);
            var life = SpawnAndLiveAsync(dying, live, death.Token);
            await Task.WhenAny(dying.Life.Died, life);
            await death.CancelAsync();
            await life.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await using var engine = await Engine.StartAsync(world);
        var running = await RunningAsync(world, stuck.Token);
        var known = engine.Sessions.All.Select(static state => state.Run?.Id).OfType<RunId>().ToHashSet();
        Assert.All(running.Where(run => !known.Contains(run)), run => Assert.Contains(run, engine.Orchestrator.Recovery.Orphans));
        try
        {
            await SpawnAndLiveAsync(engine, live, stuck.Token);
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            Assert.Fail($"Stuck after a death at step {dieAt}: {string.Join("; ", engine.Orchestrator.List().Select(static session => $"{session.Id} {session.Status} {session.Reason}"))}");
        }

        var session = Assert.Single(engine.Orchestrator.List());
        check(world, session);

        // No twins, nothing that lives on beside its session, and what was written is there once, wherever it is.
        Assert.Equal(Enumerable.Range(1, session.Runs).Select(number => new RunId(session.Id, number)), world.Runtime.Starts.Keys.OrderBy(static run => run.Number));
        Assert.All(world.Runtime.Starts, static start => Assert.Equal(1, start.Value));
        Assert.Equal(session.Status == SessionStatus.Working ? 1 : 0, (await RunningAsync(world, stuck.Token)).Count);
        if (session.WorkspacePath is null)
        {
            Assert.Empty(await world.Runtime.ListAsync(stuck.Token));
            for (var run = 1; run <= session.Runs; run++)
            {
                Assert.InRange((await ReadAsync(engine, session.Id, run, stuck.Token)).Split("ran\n").Length - 1, 0, 1);
            }

            Assert.NotEqual("", await ReadAsync(engine, session.Id, session.Runs, stuck.Token));
        }

        return engine.Life.Steps;
    }

    private static async Task SpawnAndLiveAsync(Engine engine, Func<Engine, SessionId, CancellationToken, Task> live, CancellationToken cancellationToken)
    {
        var request = new SpawnRequest { Project = "shop", Prompt = "Do it.", Key = new OperationKey("intent/1") };
        await live(engine, (await engine.Orchestrator.SpawnAsync(request, cancellationToken)).Id, cancellationToken);
    }

    private static async Task<List<RunId>> RunningAsync(World world, CancellationToken cancellationToken) =>
        [.. (await world.Runtime.ListAsync(cancellationToken)).Where(static run => run.State == RunState.Running).Select(static run => run.Handle.Run)];

    private static async Task<string> ReadAsync(Engine engine, SessionId id, int run, CancellationToken cancellationToken) =>
        string.Concat(await engine.Orchestrator.ReadOutputAsync(id, run, 0, cancellationToken).Select(static output => Encoding.UTF8.GetString(output.Data.Span)).ToListAsync(cancellationToken));
}
