using System.Diagnostics;
using System.Globalization;
using Ao.Convergence;
using Ao.Ledger;
using Ao.Plugins.Convergence;

namespace Ao.Benchmarks.Convergence;

/// <summary>Detection over the ledgers of many forks: the first look, looks at what is new, and how much memory that takes.</summary>
internal static class RecordsBenchmark
{
    private const int Seed = 20_260_101;
    private const int CasesOfEach = 60;
    private const int Portion = 500;
    private const double Megabyte = 1_000_000;

    /// <param name="forks">How many forks.</param>
    /// <param name="records">How many records each has.</param>
    /// <param name="cancellationToken">The token that ends it.</param>
    public static async Task<BenchmarkResult> RunAsync(int forks, int records, CancellationToken cancellationToken)
    {
        var made = new MadeRecords(Seed, forks, records, CasesOfEach);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var index = new PatternIndex(new ConvergenceRequest { Forks = [] });
        var (taking, looking) = (new Stopwatch(), new Stopwatch());
        for (var fork = 0; fork < forks; fork++)
        {
            foreach (var portion in Enumerable.Range(0, records).Chunk(Portion))
            {
                List<LedgerEntry> entries = [.. portion.Select(number => made.Entry(fork, number))];
                taking.Start();
                await index.TakeAsync([HistoryOf(fork, entries)], cancellationToken);
                taking.Stop();
            }
        }

        looking.Start();
        var found = await index.AddAsync([], cancellationToken);
        looking.Stop();
        var compared = index.Compared;
        var memory = GC.GetTotalMemory(forceFullCollection: true) - before;
        var what = string.Create(CultureInfo.InvariantCulture, $"{forks} forks with {records:N0} records each, 3 of 10 reports, 7 changes with sketches; seed {Seed}");
        List<BenchmarkFigure> figures =
        [
            new("S4", "first look: take in", taking.Elapsed.TotalSeconds, "s", "-", $"{what}; bodies as in a ledger, read by the core's reader"),
            new("S4", "first look: compare", looking.Elapsed.TotalSeconds, "s", "-", string.Create(CultureInfo.InvariantCulture, $"{compared:N0} pairs compared, {found.Count:N0} findings")),
            new("S4", "memory of the detection", memory / Megabyte, "MB", "<= 1,000", "managed memory after a collection, less what there was before"),
            .. FoundOf(made, found),
        ];
        figures.AddRange(await LookAgainAsync(made, index, forks, records, cancellationToken));
        using var process = Process.GetCurrentProcess();
        figures.Add(new("S4", "largest working set", process.PeakWorkingSet64 / Megabyte, "MB", "-", "of this process, which made the records as well"));
        return new BenchmarkResult("convergence", figures);
    }

    /// <summary>Looks at what is new: each time one record more joins a case that was put among the others.</summary>
    private static async Task<IReadOnlyList<BenchmarkFigure>> LookAgainAsync(MadeRecords made, PatternIndex index, int forks, int records, CancellationToken cancellationToken)
    {
        var figures = new List<BenchmarkFigure>();
        var next = records;
        foreach (var (count, age, kind, what) in new[]
        {
            (1, 0, MadeCaseKind.Answers, "1 new change"),
            (1, 0, MadeCaseKind.Reports, "1 new report"),
            (10, 0, MadeCaseKind.Answers, "10 new records"),
            (100, 0, MadeCaseKind.Answers, "100 new records"),
            (1, 200, MadeCaseKind.Answers, "1 change that comes 200 days late"),
            (1, 200, MadeCaseKind.Reports, "1 report that comes 200 days late"),
        })
        {
            // The newest case can still be joined: others are out of the window.
            var joined = made.Cases.Where(one => one.Kind == kind && one.Members.Count < forks).MaxBy(static one => one.Members[0].Number)!;
            var fork = Enumerable.Range(0, forks).First(one => joined.Members.All(member => member.Fork != one));
            List<LedgerEntry> entries = [made.Entry(fork, next, joined, TimeSpan.FromDays(age)), .. Enumerable.Range(next + 1, count - 1).Select(number => made.Entry(fork, number))];
            var (rebuilds, compared) = (index.Rebuilds, index.Compared);
            var start = Stopwatch.GetTimestamp();
            var found = await index.AddAsync([HistoryOf(fork, entries)], cancellationToken);
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            figures.Add(new("S4", $"look at {what}", seconds * 1000, "ms", count == 1 && age == 0 ? "<= 1,000" : "-", string.Create(CultureInfo.InvariantCulture, $"{found.Count} findings new or changed, {index.Compared - compared:N0} pairs compared{(index.Rebuilds > rebuilds ? ", all anew" : "")}")));
            next += count;
        }

        return figures;
    }

    private static IEnumerable<BenchmarkFigure> FoundOf(MadeRecords made, IReadOnlyList<Finding> found)
    {
        var byRevision = found.SelectMany(static finding => finding.Forks.SelectMany(fork => fork.Revisions.Concat(fork.Records).Select(one => (one, finding)))).ToLookup(static pair => pair.one, static pair => pair.finding, StringComparer.Ordinal);
        var right = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (kind, relation, name) in new[] { (MadeCaseKind.Answers, FindingRelation.Independent, "answers to one problem"), (MadeCaseKind.Copy, FindingRelation.Ported, "copies"), (MadeCaseKind.Reports, FindingRelation.SameProblem, "reports of one problem") })
        {
            var cases = made.Cases.Where(one => one.Kind == kind).ToList();
            var hits = 0;
            foreach (var one in cases)
            {
                var names = one.Members.Select(member => kind == MadeCaseKind.Reports ? MadeRecords.IdOf(member.Fork, member.Number) : MadeRecords.RevisionOf(member.Fork, member.Number)).ToList();
                var findings = names.SelectMany(name => byRevision[name]).GroupBy(static finding => finding.Id, StringComparer.Ordinal).Where(same => same.Count() > 1 && same.First().Relation == relation).Select(static same => same.Key).ToList();
                right.UnionWith(findings);
                hits += findings.Count > 0 ? 1 : 0;
            }

            yield return new("S4", $"found: {name}", 100.0 * hits / cases.Count, "%", "-", $"{hits} of {cases.Count} that were put among the records, in two forks at least and called {relation}");
        }

        yield return new("S4", "found besides", found.Count(finding => !right.Contains(finding.Id)), "findings", "-", "made words that met by chance; the others are the cases");
    }

    /// <summary>Reads records as the core reads them out of a ledger.</summary>
    private static ForkHistory HistoryOf(int fork, List<LedgerEntry> entries) => new()
    {
        ForkId = MadeRecords.ForkOf(fork),
        Name = string.Create(CultureInfo.InvariantCulture, $"fork-{fork}"),
        Records = [.. entries.Where(static entry => entry.Kind == LedgerKinds.Report).Select(RecordReader.ReportOf).OfType<ForkRecord>()],
        Changes = [.. entries.Where(static entry => entry.Kind == LedgerKinds.Change).Select(RecordReader.ChangeOf).OfType<ForkChange>()],
    };
}
