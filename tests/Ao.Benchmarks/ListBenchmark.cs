using System.Diagnostics;
using Ao.Journal;
using Ao.Scm;
using Ao.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Benchmarks;

/// <summary>P2, and what a start costs: a host whose journal holds many sessions that have ended.</summary>
internal static class ListBenchmark
{
    private const int Rounds = 101;

    public static async Task<IReadOnlyList<BenchmarkFigure>> RunAsync(string folder, string repository, CancellationToken cancellationToken)
    {
        var figures = new List<BenchmarkFigure>();
        foreach (var (count, bar) in ((int, string)[])[(1_000, "<= 1"), (10_000, "<= 10")])
        {
            figures.AddRange(await MeasureAsync(Path.Combine(folder, $"list-{count}"), repository, count, bar, cancellationToken));
        }

        return figures;
    }

    private static async Task<IReadOnlyList<BenchmarkFigure>> MeasureAsync(string data, string repository, int count, string bar, CancellationToken cancellationToken)
    {
        var facts = await FillAsync(data, repository, count, cancellationToken);
        double folding, list, get;
        using (var host = BenchmarkHost.New(data, repository, count, ["true"]))
        {
            folding = await StartAsync(host, cancellationToken);
            var orchestrator = host.Services.GetRequiredService<IOrchestrator>();
            var ids = orchestrator.List().Select(static session => session.Id).ToArray();
            list = Measure(() => orchestrator.List().Count);
            get = Measure(() =>
            {
                var open = 0;
                foreach (var id in ids)
                {
                    open += orchestrator.Get(id).Status == SessionStatus.Done ? 0 : 1;
                }

                return open;
            });
            await host.StopAsync(cancellationToken);
        }

        double restoring;
        using (var host = BenchmarkHost.New(data, repository, count, ["true"]))
        {
            restoring = await StartAsync(host, cancellationToken);
            await host.StopAsync(cancellationToken);
        }

        return
        [
            new("P2", $"list of {count:N0} sessions", list, "ms", bar, $"median of {Rounds} calls of List() inside the host"),
            new("P2", $"status of each of {count:N0} sessions", get, "ms", bar, $"median of {Rounds} rounds, one Get() a session in each, inside the host"),
            new("P5", $"start with {facts:N0} facts, all taken in", folding, "ms", "-", "no session alive; one start, of a host that finds no snapshot"),
            new("P5", $"start with {facts:N0} facts, from a snapshot", restoring, "ms", "-", "the next start, behind a graceful stop, in the same process"),
        ];
    }

    private static async Task<double> StartAsync(Microsoft.Extensions.Hosting.IHost host, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await host.StartAsync(cancellationToken);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static double Measure(Func<int> call)
    {
        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            _ = call();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return BenchmarkHost.Median(times);
    }

    /// <summary>Writes the facts of sessions that were worked on, verified and closed.</summary>
    private static async Task<long> FillAsync(string data, string repository, int count, CancellationToken cancellationToken)
    {
        var catalog = new FactCatalog(SessionFactKinds.All);
        return await JournalFiller.FillAsync(data, Enumerable.Range(1, count), number => Life(catalog, new SessionId("bench", number), repository), cancellationToken);
    }

    private static StreamAppend Life(FactCatalog catalog, SessionId id, string repository)
    {
        var project = new ProjectId("bench");
        var workspace = new Workspace { Session = id, Source = new ProjectSource { Project = project, Location = repository }, Path = $"/workspaces/{id}", Branch = $"ao/{id}", BaseRevision = "abc" };
        var evidence = new CommandEvidence { Name = "test", ExitCode = 0, Excerpt = new string('.', 400), Duration = TimeSpan.FromSeconds(3) };
        object[] facts =
        [
            new Facts.Requested(id, project, $"Task {id}", new string('p', 300), "command", SessionRole.Worker, $"ao/{id}", [], null),
            new Facts.Admitted(),
            new Facts.WorkspaceOpened(workspace),
            new Facts.LaunchIntended(1, null),
            new Facts.Launched(1, "token"),
            new Facts.UsageReported(1, 10, 5000, 300, 0, 0),
            new Facts.RunEnded(1, 0),
            new Facts.DoneClaimed(1, 20, "done", null),
            new Facts.Verified(new Verification { Revision = "abc", Passed = true, Commands = [evidence], At = DateTimeOffset.UnixEpoch }, HasChanges: true),
            new Facts.Done(null),
            new Facts.WorkspaceClosed("abc"),
        ];
        return new StreamAppend { Stream = SessionFactKinds.StreamOf(id), Facts = [.. facts.Select(catalog.Encode)] };
    }
}
