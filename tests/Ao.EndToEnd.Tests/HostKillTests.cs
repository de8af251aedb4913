using System.Diagnostics;
using System.Globalization;
using Ao.Agents;
using Ao.Runtimes;
using Ao.Sessions;
using Ao.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.EndToEnd.Tests;

/// <summary>Bars R6 and R7 over real runtimes: a host in a process of its own is killed with kill -9; the next one accounts for everything.</summary>
[Collection("Kills")]
public sealed class HostKillTests(ITestOutputHelper output) : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>How fast it is, is measured by the benchmarks; here the time is told, and what holds whatever the machine does is checked.</summary>
    [Theory]
    [InlineData("local-process", 100)]
    [InlineData("tmux", 20)]
    public async Task NextHost_LiveSessions_AdoptsThemAllUndisturbed(string runtime, int count)
    {
        var fleet = await NewFleetAsync(runtime);
        await FleetHost.RunAndKillAsync(fleet, count);

        var started = Stopwatch.GetTimestamp();
        using var host = fleet.NewHost();
        await host.StartAsync(TestContext.Current.CancellationToken);
        var orchestrator = host.Services.GetRequiredService<IOrchestrator>();
        var answering = Stopwatch.GetElapsedTime(started);
        var sessions = orchestrator.List();
        var counted = sessions.ToDictionary(static session => session.Id, session => fleet.CountOf(session.Id));
        Assert.Equal(count, sessions.Count);
        Assert.Empty(orchestrator.Recovery.Orphans);

        // Adopted is what answers: each is asked, and answers over what it was started with.
        await Task.WhenAll(sessions.Select(session => orchestrator.SendAsync(session.Id, "Are you there?", TestContext.Current.CancellationToken)));
        await Fleet.WaitAsync(orchestrator, static session => session.Messages is [{ Stage: MessageStage.Acknowledged }], TestContext.Current.CancellationToken);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"R7 {runtime}: {count} sessions after kill -9: answering after {answering.TotalSeconds:N1} s, all adopted and answering after {Stopwatch.GetElapsedTime(started).TotalSeconds:N1} s (bar: 100 in 5 s on an idle machine)"));

        Assert.Equal(count, orchestrator.Recovery.Adopted.Count);
        await CountOnAsync(fleet, counted);
        Assert.All(sessions, session => Assert.Equal([$"{session.Id}.1"], fleet.Read(session.Id, "started")));
        Assert.All(sessions, session => Assert.Single(fleet.Read(session.Id, "seen")));
        await StopAllAsync(orchestrator, fleet);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("local-process")]
    [InlineData("tmux")]
    public async Task NextHost_DeathAtAStepOfASpawn_FinishesItOnce(string runtime)
    {
        // Every step with AO_CRASH_STRIDE=1; by default some of them, which differ from run to run.
        var stride = Number("AO_CRASH_STRIDE", 6);
        var seed = Number("AO_CRASH_SEED", Environment.ProcessId);
        var (deaths, step) = (0, 1 + (seed % stride));
        for (var isOver = false; !isOver; step += 2 * stride)
        {
            // Two at a time: each has a fleet of its own, and most of the time goes into starting hosts.
            var died = await Task.WhenAll(DieAndFinishAsync(runtime, step), DieAndFinishAsync(runtime, step + stride));
            deaths += died.Count(static one => one);
            isOver = died.Contains(false);
        }

        output.WriteLine($"R6 {runtime}: seed {seed}, {deaths} hosts died in the spawn of a session, which has fewer than {step} steps");
        Assert.True(deaths > 0, "No host died: nothing was proved.");
    }

    /// <returns>Whether a host died at the step, and the next one made good; otherwise the spawn has fewer steps.</returns>
    private async Task<bool> DieAndFinishAsync(string runtime, int step)
    {
        var fleet = await NewFleetAsync(runtime, $"step{step}");
        if (await FleetHost.DieAtAsync(fleet, step))
        {
            await FinishAsync(fleet, step);
            return true;
        }

        using var survivor = fleet.NewHost();
        await survivor.StartAsync(TestContext.Current.CancellationToken);
        await StopAllAsync(survivor.Services.GetRequiredService<IOrchestrator>(), fleet);
        await survivor.StopAsync(TestContext.Current.CancellationToken);
        return false;
    }

    private static async Task FinishAsync(Fleet fleet, int step)
    {
        using var host = fleet.NewHost();
        await host.StartAsync(TestContext.Current.CancellationToken);
        var orchestrator = host.Services.GetRequiredService<IOrchestrator>();
        Assert.Empty(orchestrator.Recovery.Orphans);
        Assert.Empty(orchestrator.Recovery.Problems);

        // Whoever asked for the session was not told, so it asks again: it is the same session, with one agent that was started once.
        await Fleet.SpawnAsync(orchestrator, 1, TestContext.Current.CancellationToken);
        await Fleet.WaitAsync(orchestrator, static session => session.Status == SessionStatus.Working && session.Runs == 1, TestContext.Current.CancellationToken);
        await CountOnAsync(fleet, new Dictionary<SessionId, int> { [new SessionId("fleet", 1)] = 0 });
        var session = Assert.Single(orchestrator.List());
        Assert.True(fleet.Read(session.Id, "started") is [var run] && run == $"{new RunId(session.Id, 1)}", $"step {step}: started as {string.Join(' ', fleet.Read(session.Id, "started"))}");
        await StopAllAsync(orchestrator, fleet);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Waits until every agent has counted on. One that was started anew, or does not live, never comes there.</summary>
    private static async Task CountOnAsync(Fleet fleet, IReadOnlyDictionary<SessionId, int> counted)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        while (counted.Any(session => fleet.CountOf(session.Key) <= session.Value))
        {
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    private static async Task StopAllAsync(IOrchestrator orchestrator, Fleet fleet)
    {
        await Parallel.ForEachAsync(orchestrator.List(), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken }, async (session, token) =>
            await orchestrator.StopAsync(session.Id, cancellationToken: token));
        Assert.Empty(fleet.LiveProcesses());
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private async Task<Fleet> NewFleetAsync(string runtime, string name = "fleet")
    {
        if (runtime == "tmux")
        {
            RequiredTool.Ensure("tmux");
        }

        var fleet = new Fleet(Directory.CreateDirectory(_folder.Combine(name)).FullName, runtime);
        await fleet.MakeRepositoryAsync();
        return fleet;
    }
}
