using System.Diagnostics;
using System.Globalization;
using System.Text;
using Ao.Journal;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ao.Benchmarks;

/// <summary>P1: how many appends a second the journal makes durable.</summary>
internal static class JournalBenchmark
{
    private const int Rounds = 5;
    private const int BodyBytes = 512;
    private static readonly TimeSpan s_round = TimeSpan.FromSeconds(2);
    private static readonly byte[] s_body = Encoding.UTF8.GetBytes($$"""{"text":"{{new string('x', BodyBytes - 11)}}"}""");

    public static async Task<BenchmarkResult> RunAsync(CancellationToken cancellationToken)
    {
        // The machine may be busy: the widths take turns, so that a bad moment does not fall on one of them alone.
        await RoundAsync(64, cancellationToken);
        var one = new List<Round>();
        var many = new List<Round>();
        var disk = new List<Round>();
        for (var round = 0; round < Rounds; round++)
        {
            disk.Add(DiskRound());
            one.Add(await RoundAsync(1, cancellationToken));
            many.Add(await RoundAsync(64, cancellationToken));
        }

        return new BenchmarkResult("journal",
        [
            Rate("durable appends, 1 writer", "2,000 or more", one),
            Latency("append to durable, 1 writer, median", one),
            new("P1", "for comparison: a bare file, 8 KiB appended, flushed", Median(disk.Select(round => round.PerSecond)), "/s", "none", string.Create(CultureInfo.InvariantCulture, $"in turn with the rounds of one writer, to say how busy the disk is; such a file grows with every flush, which the journal's log does not; min {disk.Min(round => round.PerSecond):N0}, max {disk.Max(round => round.PerSecond):N0}")),
            Rate("durable appends, 64 writers", "30,000 or more", many),
            Latency("append to durable, 64 writers, median", many),
        ]);
    }

    private static BenchmarkFigure Rate(string what, string bar, List<Round> rounds) =>
        new("P1", what, Median(rounds.Select(round => round.PerSecond)), "/s", bar, Method(rounds, rounds.Select(round => round.PerSecond)));

    private static BenchmarkFigure Latency(string what, List<Round> rounds) =>
        new("P1", what, Median(rounds.Select(round => round.MedianLatency.TotalMilliseconds)), "ms", "none", "median over the rounds of each round's median");

    private static string Method(List<Round> rounds, IEnumerable<double> values) => string.Create(
        CultureInfo.InvariantCulture,
        $"median of {rounds.Count} rounds of {s_round.TotalSeconds:N0} s after one to warm up, min {values.Min():N0}, max {values.Max():N0}; one fact of {s_body.Length} bytes an append, each awaited; WAL, synchronous FULL, a fresh folder a round; {Environment.ProcessorCount} cores; load before {rounds[0].Load}, after {rounds[^1].Load}");

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);

    private static Round DiskRound()
    {
        var path = Path.GetTempFileName();
        try
        {
            using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
            var (content, written, load) = (new byte[8192], 0L, Load());
            var started = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(started) < s_round)
            {
                RandomAccess.Write(file, content, written++ * content.Length);
                RandomAccess.FlushToDisk(file);
            }

            var took = Stopwatch.GetElapsedTime(started);
            return new Round(written / took.TotalSeconds, took / written, load);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<Round> RoundAsync(int writers, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("ao-bench-").FullName;
        try
        {
            var settings = new JournalSettings { Folder = folder };
            await using var journal = new SqliteJournal(settings, [], new FileSystemProbe(), TimeProvider.System, NullLogger<SqliteJournal>.Instance);
            await journal.OpenAsync(cancellationToken);
            var load = Load();
            var started = Stopwatch.GetTimestamp();
            var latencies = await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(() => WriteAsync(journal, $"bench/{writer}", started, cancellationToken), cancellationToken)));
            var took = Stopwatch.GetElapsedTime(started);
            var all = latencies.SelectMany(list => list).Order().ToList();
            return new Round(all.Count / took.TotalSeconds, new TimeSpan(all[all.Count / 2]), load);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<List<long>> WriteAsync(SqliteJournal journal, string stream, long started, CancellationToken cancellationToken)
    {
        var latencies = new List<long>();
        while (Stopwatch.GetElapsedTime(started) < s_round)
        {
            var before = Stopwatch.GetTimestamp();
            await journal.AppendAsync([new StreamAppend { Stream = stream, Facts = [new NewFact("bench.fact", 1, s_body)] }], cancellationToken);
            latencies.Add(Stopwatch.GetElapsedTime(before).Ticks);
        }

        return latencies;
    }

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private sealed record Round(double PerSecond, TimeSpan MedianLatency, string Load);
}
