using System.Diagnostics;
using Ao.Commands;
using Ao.Configuration;
using Ao.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

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
            figures.AddRange(await MeasureIdleAsync(folder, repository, cancellationToken));
            return new BenchmarkResult("sessions", figures);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<IReadOnlyList<BenchmarkFigure>> MeasureSpawnAsync(string folder, string repository, CancellationToken cancellationToken)
    {
        using var host = NewHost(Path.Combine(folder, "spawn"), repository, maxSessions: 100, "true");
        await host.StartAsync(cancellationToken);
        var orchestrator = host.Services.GetRequiredService<IOrchestrator>();
        await SpawnAndWaitAsync(orchestrator, "warm up", cancellationToken);

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
            await SpawnAndWaitAsync(orchestrator, $"spawn {number}", cancellationToken);
            var spawnTime = Stopwatch.GetElapsedTime(spawn);
            ratios.Add(spawnTime / bareTime);
            spawnTimes.Add(spawnTime.TotalMilliseconds);
        }

        var together = Stopwatch.GetTimestamp();
        var succeeded = (await Task.WhenAll(Enumerable.Range(1, Spawns).Select(async number =>
        {
            var session = await SpawnAndWaitAsync(orchestrator, $"together {number}", cancellationToken);
            return session.Status is not (SessionStatus.Failed or SessionStatus.Lost) ? 1 : 0;
        }))).Sum();
        var togetherTime = Stopwatch.GetElapsedTime(together);
        await host.StopAsync(cancellationToken);
        return
        [
            new BenchmarkFigure("P4", "spawn over bare worktree add and process start", Median(ratios), "times", "<= 1.2", $"median of {Spawns} pairs in turn: 'git worktree add' and 'true', against spawn until the agent's process was started"),
            new BenchmarkFigure("P4", "spawn until the process was started", Median(spawnTimes), "ms", "-", $"median of {Spawns}"),
            new BenchmarkFigure("P4", $"of {Spawns} spawned at once on one repository", succeeded, "succeed", $"{Spawns}", $"in {togetherTime.TotalMilliseconds:N0} ms"),
        ];
    }

    private static async Task<IReadOnlyList<BenchmarkFigure>> MeasureIdleAsync(string folder, string repository, CancellationToken cancellationToken)
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("AO_IDLE_SESSIONS"), out var asked) ? asked : 1_000;
        var data = Path.Combine(folder, "idle");
        double listTime, memory;
        using (var host = NewHost(data, repository, maxSessions: count, "sleep", "3600"))
        {
            await host.StartAsync(cancellationToken);
            var orchestrator = host.Services.GetRequiredService<IOrchestrator>();
            await Parallel.ForEachAsync(Enumerable.Range(1, count), new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancellationToken }, async (number, token) => await SpawnAndWaitAsync(orchestrator, $"idle {number}", token));
            listTime = MeasureList(orchestrator);
            GC.Collect();
            memory = Environment.WorkingSet / 1024.0 / 1024.0;
            await host.StopAsync(cancellationToken);
        }

        double answering;
        int adopted;
        using (var host = NewHost(data, repository, maxSessions: count, "sleep", "3600"))
        {
            var start = Stopwatch.GetTimestamp();
            await host.StartAsync(cancellationToken);
            var orchestrator = host.Services.GetRequiredService<IOrchestrator>();
            _ = orchestrator.List();
            answering = Stopwatch.GetElapsedTime(start).TotalSeconds;
            while (orchestrator.Recovery.Pending.Count > 0 && Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(30))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
            }

            adopted = orchestrator.Recovery.Adopted.Count;
            await Parallel.ForEachAsync(orchestrator.List(), new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancellationToken }, async (session, token) => await orchestrator.StopAsync(session.Id, cancellationToken: token));
            await host.StopAsync(cancellationToken);
        }

        return
        [
            new BenchmarkFigure("P2", $"list of {count:N0} sessions inside the host", listTime, "ms", "<= 1 (1,000)", "median of 101 calls of List()"),
            new BenchmarkFigure("P5", $"recovery of {count:N0} live sessions until the host answers", answering, "s", "<= 3", "from start of the host to the first List(), journal, plugins and adoption included; the host before let go of its sessions"),
            new BenchmarkFigure("P5", "of these adopted within 30 s", adopted, "sessions", $"{count:N0} in 30 s", "Recovery.Adopted"),
            new BenchmarkFigure("P7", $"memory of the host with {count:N0} idle sessions", memory, "MB", "<= 150", "working set of this process after a collection, benchmark included"),
        ];
    }

    private static double MeasureList(IOrchestrator orchestrator)
    {
        var times = new List<double>();
        for (var round = 0; round < 101; round++)
        {
            var start = Stopwatch.GetTimestamp();
            _ = orchestrator.List();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return Median(times);
    }

    /// <summary>Spawns a session and waits until its agent's process was started.</summary>
    private static async Task<Session> SpawnAndWaitAsync(IOrchestrator orchestrator, string prompt, CancellationToken cancellationToken)
    {
        var before = orchestrator.Position;
        var session = await orchestrator.SpawnAsync(new SpawnRequest { Project = "bench", Prompt = prompt }, cancellationToken);
        await foreach (var change in orchestrator.WatchAsync(before, cancellationToken))
        {
            if (change.Session.Id == session.Id && (change.Session.Runs > 0 && change.Kind == "session.launched" || change.Session.Status is SessionStatus.Failed or SessionStatus.Lost))
            {
                return change.Session;
            }
        }

        return orchestrator.Get(session.Id);
    }

    private static IHost NewHost(string data, string repository, int maxSessions, params string[] agent)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddAo(options =>
        {
            options.DataFolder = data;
            options.PluginFolders = [Path.Combine(AppContext.BaseDirectory, "plugins")];
            options.Admission.MaxSessions = maxSessions;
            options.Admission.MinFreeMemoryMegabytes = 0;
            options.Projects["bench"] = new ProjectOptions
            {
                Path = repository,
                Agents = { ["command"] = new AgentOptions { Command = [.. agent] } },
                PullRequests = { OpenWhenDone = false },
            };
        });
        return builder.Build();
    }

    private static async Task<string> NewRepositoryAsync(string folder, CancellationToken cancellationToken)
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

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
