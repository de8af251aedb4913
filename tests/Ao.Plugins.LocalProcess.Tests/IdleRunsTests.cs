using System.Diagnostics;
using System.Globalization;
using Ao.Runtimes;

namespace Ao.Plugins.LocalProcess.Tests;

/// <summary>A measurement, run by name: <c>-explicit only -method Ao.Plugins.LocalProcess.Tests.IdleRunsTests.*</c>. AO_IDLE_RUNS sets how many runs.</summary>
public class IdleRunsTests
{
    [Fact(Explicit = true)]
    public async Task Monitor_IdleRuns_CostLittle()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("AO_IDLE_RUNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var set) ? set : 1000;
        await using var fixture = new RuntimeFixture();
        var starting = TimeProvider.System.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(1, count), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = RuntimeFixture.Token }, async (number, token) =>
            await fixture.Runtime.StartAsync(fixture.Shell("exec sleep 300", number), token));
        var started = TimeProvider.System.GetElapsedTime(starting);
        await fixture.RestartAsync();
        var adopting = TimeProvider.System.GetTimestamp();
        var runs = await fixture.Runtime.ListAsync(RuntimeFixture.Token);
        var adopted = TimeProvider.System.GetElapsedTime(adopting);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(RuntimeFixture.Token);
        var watchers = runs.Select(run => WatchAsync(fixture, run.Handle, stop.Token)).ToList();
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, RuntimeFixture.Token);

        var before = Process.GetCurrentProcess().TotalProcessorTime;
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, RuntimeFixture.Token);
        var share = (Process.GetCurrentProcess().TotalProcessorTime - before) / TimeSpan.FromSeconds(5);

        await stop.CancelAsync();
        await Task.WhenAll(watchers);
        TestContext.Current.TestOutputHelper?.WriteLine($"{count} runs: started in {started.TotalSeconds:0.0} s, adopted in {adopted.TotalMilliseconds:0} ms, watched idle at {share:P1} of a core, {Process.GetCurrentProcess().WorkingSet64 / 1_000_000} MB, {Process.GetCurrentProcess().Threads.Count} threads");
        Assert.Equal(count, runs.Count(run => run.State == RunState.Running));
        Assert.InRange(share, 0, 0.25);
    }

    private static async Task WatchAsync(RuntimeFixture fixture, RunHandle handle, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var _ in fixture.Runtime.WatchAsync(handle, 0, cancellationToken))
            {
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The measurement is over.
        }
    }
}
