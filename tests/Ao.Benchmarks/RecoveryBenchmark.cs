using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Ao.Commands;
using Ao.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.Benchmarks;

/// <summary>P5 and P7: a host with many live sessions, in a process of its own, is killed with kill -9; another one starts cold.</summary>
internal static class RecoveryBenchmark
{
    private static readonly string[] s_agent = ["sleep", "3600"];
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(20);

    public static async Task<IReadOnlyList<BenchmarkFigure>> RunAsync(string folder, string repository, CancellationToken cancellationToken)
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("AO_IDLE_SESSIONS"), out var asked) ? asked : 1_000;
        var data = Path.Combine(folder, "idle");
        var report = Path.Combine(folder, "report.json");
        var killed = await RunChildAsync(["hold", data, repository, Text(count), report], cancellationToken);
        var memory = File.Exists(report) ? JsonSerializer.Deserialize<double>(await File.ReadAllTextAsync(report, cancellationToken)) : throw new AoException($"The host that was to be killed ended before: {killed.Error}{killed.Output}");
        var recovered = await RunChildAsync(["recover", data, repository, Text(count), report, Text(Stopwatch.GetTimestamp())], cancellationToken);
        if (recovered.ExitCode != 0)
        {
            throw new AoException($"The host that was to recover failed: {recovered.Error}{recovered.Output}");
        }

        var times = JsonSerializer.Deserialize<double[]>(await File.ReadAllTextAsync(report, cancellationToken))!;
        return
        [
            new("P5", $"recovery of {count:N0} live sessions, until the host answers", times[0], "s", "<= 3", "host killed with kill -9; from the start of a new, cold process to its first List(), runtime, JIT compiler, journal and plugins included"),
            new("P5", "until all are attended to", times[1], "s", "<= 30", "from the same moment until the loop of every session has come to attending to its agent"),
            new("P5", "of these adopted", times[2], "sessions", $"{count:N0}", "Recovery.Adopted: the process was found alive under the identity that was written down"),
            new("P7", $"memory of the host with {count:N0} idle sessions", memory, "MB", "<= 150", "working set of a process that is nothing but the host, after a collection, right after the sessions were started"),
        ];
    }

    /// <summary>The host that is killed: it starts sessions, says what memory it takes, and ends itself as kill -9 does.</summary>
    public static async Task HoldAsync(string data, string repository, int count, string report, CancellationToken cancellationToken)
    {
        using var host = BenchmarkHost.New(data, repository, count, s_agent);
        await host.StartAsync(cancellationToken);
        var orchestrator = host.Services.GetRequiredService<IOrchestrator>();
        await Parallel.ForEachAsync(Enumerable.Range(1, count), new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancellationToken }, async (number, token) =>
            await BenchmarkHost.SpawnAndWaitAsync(orchestrator, $"idle {number}", token));
        GC.Collect();
        await File.WriteAllTextAsync(report, JsonSerializer.Serialize(Environment.WorkingSet / 1024.0 / 1024.0), cancellationToken);
        Process.GetCurrentProcess().Kill();
    }

    /// <summary>The host that comes after it: it says how long it took, and ends the sessions.</summary>
    public static async Task RecoverAsync(string data, string repository, int count, string report, long started, CancellationToken cancellationToken)
    {
        using var attended = new AttendedSessions(count);
        using var host = BenchmarkHost.New(data, repository, count, s_agent, attended);
        await host.StartAsync(cancellationToken);
        var orchestrator = host.Services.GetRequiredService<IOrchestrator>();
        _ = orchestrator.List();
        var answering = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await attended.All.WaitAsync(cancellationToken);
        while (orchestrator.Recovery.Pending.Count > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, cancellationToken);
        }

        var all = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await File.WriteAllTextAsync(report, JsonSerializer.Serialize((double[])[answering, all, orchestrator.Recovery.Adopted.Count]), cancellationToken);
        await Parallel.ForEachAsync(orchestrator.List(), new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancellationToken }, async (session, token) =>
            await orchestrator.StopAsync(session.Id, cancellationToken: token));
        await host.StopAsync(cancellationToken);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static async Task<CommandResult> RunChildAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        await new CommandRunner(TimeProvider.System).RunAsync(
            new CommandRequest
            {
                Command = new CommandLine(Environment.ProcessPath!, [.. Environment.GetCommandLineArgs().Take(1).Where(static path => path.EndsWith(".dll", StringComparison.Ordinal) && Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"), .. arguments]),
                InheritEnvironment = true,
                Timeout = s_patience,
            },
            cancellationToken);
}
