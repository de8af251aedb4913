using System.Diagnostics;
using Ao.Consents;
using Ao.Journal;
using Ao.PullRequests;
using Ao.Scm;
using Ao.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Benchmarks;

/// <summary>P3 and P2: what it costs to look at sessions whose pull requests are open, and to decide for each of them, where nothing has changed.</summary>
internal static class DecideBenchmark
{
    private const int Rounds = 21;
    private static readonly int[] s_counts = [100, 1_000, 10_000];
    private static readonly ProjectId s_project = new("bench");

    public static async Task<BenchmarkResult> RunAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("ao-bench-").FullName;
        try
        {
            var repository = await SessionBenchmark.NewRepositoryAsync(folder, cancellationToken);
            var figures = new List<BenchmarkFigure>();
            var costs = new List<double>();
            foreach (var count in s_counts)
            {
                var (measured, cost) = await MeasureAsync(Path.Combine(folder, $"decide-{count}"), repository, count, cancellationToken);
                figures.AddRange(measured);
                costs.Add(cost);
            }

            figures.Add(new("P3", "cost of a session, dearest over cheapest", costs.Max() / costs.Min(), "times", "<= 1.2", $"of {string.Join(", ", s_counts.Select(static count => $"{count:N0}"))} sessions"));
            figures.AddRange(await ListBenchmark.RunAsync(folder, repository, cancellationToken));
            return new BenchmarkResult("decide", figures);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
