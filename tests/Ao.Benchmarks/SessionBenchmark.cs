using System.Diagnostics;
using Ao.Commands;
using Ao.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.Benchmarks;

/// <summary>Measures spawning, listing, recovering and holding sessions, with the real plugins loaded from their folders.</summary>
internal static class SessionBenchmark
{
    private const int Spawns = 20;
    private static readonly CommandRunner s_commands = new(TimeProvider.System);

    public static async Task<BenchmarkResult> RunAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("ao-bench-").FullName;
        try
        {
            var repository = await NewRepositoryAsync(folder, cancellationToken);
            List<BenchmarkFigure> figures = [.. await MeasureSpawnAsync(folder, repository, cancellationToken)];
            figures.AddRange(await ListBenchmark.RunAsync(folder, repository, cancellationToken));
            figures.AddRange(await RecoveryBenchmark.RunAsync(folder, repository, cancellationToken));
            return new BenchmarkResult("sessions", figures);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<IReadOnlyList<BenchmarkFigure>> MeasureSpawnAsync(string folder, string repository, CancellationToken cancellationToken)
    {
        using var host = BenchmarkHost.New(Path.Combine(folder, "spawn"), repository, maxSessions: 100, ["true"]);
        await host.StartAsync(cancellationToken);
        var orchestrator = host.Services.GetRequiredService<IOrchestrator>();
        await BenchmarkHost.SpawnAndWaitAsync(orchestrator, "warm up", cancellationToken);

        var ratios = new List<double>();
        var spawnTimes = new List<double>();
        for (var number = 1; number <= Spawns; number++)
        {
            // In turn, so that a change of the machine's speed meets both alike.
            var bare = Stopwatch.GetTimestamp();
            await GitAsync(repository, cancellationToken, "worktree", "add", "--quiet", "-b", $"bare-{number}", Path.Combine(folder, "bare", $"{number}"));
            await s_commands.RunAsync(new CommandRequest { Command = new CommandLine("true"), WorkingDirectory = Path.Combine(folder, "bare", $"{number}") }, cancellationToken);
            var bareTime = Stopwatch.GetElapsedTime(bare);

            var spawn = Stopwatch.GetTimestamp();
            await BenchmarkHost.SpawnAndWaitAsync(orchestrator, $"spawn {number}", cancellationToken);
            var spawnTime = Stopwatch.GetElapsedTime(spawn);
            ratios.Add(spawnTime / bareTime);
            spawnTimes.Add(spawnTime.TotalMilliseconds);
        }

        var together = Stopwatch.GetTimestamp();
        var succeeded = (await Task.WhenAll(Enumerable.Range(1, Spawns).Select(async number =>
        {
            var session = await BenchmarkHost.SpawnAndWaitAsync(orchestrator, $"together {number}", cancellationToken);
            return session.Status is not (SessionStatus.Failed or SessionStatus.Lost) ? 1 : 0;
        }))).Sum();
        var togetherTime = Stopwatch.GetElapsedTime(together);
        await host.StopAsync(cancellationToken);
        return
        [
            new BenchmarkFigure("P4", "spawn over bare worktree add and process start", BenchmarkHost.Median(ratios), "times", "<= 1.2", $"median of {Spawns} pairs in turn: 'git worktree add' and 'true', against spawn until the agent's process was started"),
            new BenchmarkFigure("P4", "spawn until the process was started", BenchmarkHost.Median(spawnTimes), "ms", "-", $"median of {Spawns}"),
            new BenchmarkFigure("P4", $"of {Spawns} spawned at once on one repository", succeeded, "succeed", $"{Spawns}", $"in {togetherTime.TotalMilliseconds:N0} ms"),
        ];
    }

    public static async Task<string> NewRepositoryAsync(string folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, "repository");
        Directory.CreateDirectory(path);
        for (var number = 1; number <= 200; number++)
        {
            await File.WriteAllTextAsync(Path.Combine(path, $"file-{number}.txt"), new string('x', 500), cancellationToken);
        }

        await GitAsync(path, cancellationToken, "init", "--quiet", "--initial-branch=main");
        await GitAsync(path, cancellationToken, "add", "--all");
        await GitAsync(path, cancellationToken, "-c", "user.name=Bench", "-c", "user.email=bench@localhost", "commit", "--quiet", "--message", "Begin");
        return path;
    }

    private static async Task GitAsync(string folder, CancellationToken cancellationToken, params string[] arguments)
    {
        var result = await s_commands.RunAsync(new CommandRequest { Command = new CommandLine("git", arguments), WorkingDirectory = folder }, cancellationToken);
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(result.Error);
        }
    }
}
