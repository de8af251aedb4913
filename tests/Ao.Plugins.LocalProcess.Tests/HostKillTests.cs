using System.Globalization;
using Ao.Commands;
using Ao.Runtimes;

namespace Ao.Plugins.LocalProcess.Tests;

/// <summary>Kills real hosts with SIGKILL in the midst of their starts. AO_HOST_KILLS sets how many.</summary>
public class HostKillTests
{
    private const string FolderVariable = "AO_TEST_HOST_FOLDER";
    private const int Starts = 60;

    private static string Script(int number) => $"echo started >>count.{number}; exec sleep 300";

    [Fact]
    public async Task ListAsync_HostKilledWhileStarting_AccountsForEveryRunAndNoneRanTwice()
    {
        var kills = int.TryParse(Environment.GetEnvironmentVariable("AO_HOST_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out var set) ? set : 4;
        var seed = Environment.TickCount;
        var random = new Random(seed);
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}, {kills} kills");
        var neverStarted = 0;
        var running = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            await using var fixture = new RuntimeFixture();
            await KillHostAsync(fixture.Path, TimeSpan.FromMilliseconds(random.Next(0, 400)));

            var runs = await fixture.Runtime.ListAsync(RuntimeFixture.Token);
            Assert.NotEmpty(runs);
            neverStarted += runs.Count(run => run.State == RunState.NeverStarted);
            running += runs.Count(run => run.State == RunState.Running);
            foreach (var run in runs)
            {
                var number = (int)run.Handle.Run.Session.Number;
                Assert.NotEqual(RunState.Exited, run.State);
                var again = await fixture.Runtime.StartAsync(fixture.Shell(Script(number), number), RuntimeFixture.Token);
                Assert.Equal(run.State == RunState.Running, again == run.Handle);
            }

            // Whoever started them: each is alive exactly once and has run its program exactly once.
            await Task.WhenAll(runs.Select(run => fixture.Runtime.StopAsync(run.Handle with { Token = TokenOf(fixture, run.Handle.Run) }, TimeSpan.FromSeconds(5), RuntimeFixture.Token).AsTask()));
            foreach (var run in runs)
            {
                var count = Path.Combine(fixture.Path, $"count.{run.Handle.Run.Session.Number}");
                Assert.InRange(File.Exists(count) ? (await File.ReadAllLinesAsync(count, RuntimeFixture.Token)).Length : 0, 0, 1);
                Assert.Empty(fixture.Marked(run.Handle.Run));
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"adopted {running}, never started {neverStarted}");
    }

    /// <summary>The host that is killed: this test program again, in a process of its own.</summary>
    [Fact(Explicit = true)]
    public async Task Host()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable) ?? throw new InvalidOperationException("For the other test only.");
        await using var runtime = RuntimeFixture.Create(Path.Combine(folder, "data"));
        await File.WriteAllTextAsync(Path.Combine(folder, "host.new"), $"{Environment.ProcessId}", RuntimeFixture.Token);
        File.Move(Path.Combine(folder, "host.new"), Path.Combine(folder, "host"));
        await Parallel.ForEachAsync(Enumerable.Range(1, Starts), RuntimeFixture.Token, async (number, token) =>
            await runtime.StartAsync(RuntimeFixture.Shell(folder, Script(number), number), token));
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, RuntimeFixture.Token);
    }

    private static string TokenOf(RuntimeFixture fixture, RunId run)
    {
        var folder = new RunFolder(run, fixture.RunPath(run));
        return RunToken.Of(folder.ReadRecord()!, folder.ReadKeeper(folder.ReadRecord()!.Nonce));
    }

    private static async Task KillHostAsync(string folder, TimeSpan delay)
    {
        var host = new CommandRunner(TimeProvider.System).RunAsync(
            new CommandRequest
            {
                Command = new CommandLine(Environment.ProcessPath!, "-explicit", "only", "-method", $"{typeof(HostKillTests).FullName}.{nameof(Host)}"),
                Environment = new Dictionary<string, string?> { [FolderVariable] = folder },
                InheritEnvironment = true,
                Timeout = TimeSpan.FromSeconds(30),
            },
            RuntimeFixture.Token).AsTask();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        var runs = Path.Combine(folder, "data", "runs");
        while (!(File.Exists(Path.Combine(folder, "host")) && Directory.Exists(runs) && Directory.EnumerateDirectories(runs).Any()) && !host.IsCompleted)
        {
            await timer.WaitForNextTickAsync(RuntimeFixture.Token);
        }

        Assert.False(host.IsCompleted, host.IsCompleted ? (await host).Output : "");
        Assert.True(ProcessEntry.TryRead(int.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "host"), RuntimeFixture.Token), CultureInfo.InvariantCulture), out var entry));
        await Task.Delay(delay, TimeProvider.System, RuntimeFixture.Token);
        ProcessSignal.Send(ProcessIdentity.Of(entry), ProcessSignal.Kill);
        Assert.Equal(137, (await host).ExitCode);
    }
}
