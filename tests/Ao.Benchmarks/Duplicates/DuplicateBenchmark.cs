using Ao.Duplicates;

namespace Ao.Benchmarks.Duplicates;

/// <summary>Q1, Q2 and P11: how well duplicate reports are found and linked, and what that costs.</summary>
internal static class DuplicateBenchmark
{
    private const int Seed = 20260;
    private const int MostBases = 1_000;

    /// <summary>Measures with a data set.</summary>
    /// <exception cref="InvalidDataException">The data set cannot be used.</exception>
    public static DuplicateResult Run(string path)
    {
        var reports = DuplicateDataset.Read(path);
        var index = new DuplicateIndex();
        var (searches, linked) = Stream(reports, index);
        var again = ReportAgain(reports, index);
        var (all, half) = (RetrievalFigures.Of(searches), RetrievalFigures.Of(searches[(searches.Count / 2)..]));
        return new DuplicateResult
        {
            Dataset = Path.GetFileName(path),
            Reports = reports.Count,
            Seed = Seed,
            Queries = all.Queries,
            RecallAt1 = all.RecallAt1,
            RecallAt5 = all.RecallAt5,
            RecallAt10 = all.RecallAt10,
            Map = all.Map,
            Q2 = Sum(linked, again, 0),
            SecondHalf = new HalfFigures(half.Queries, half.RecallAt1, half.RecallAt5, half.RecallAt10, half.Map, Sum(linked, again, reports.Count / 2)),
            P11 = CostMeasure.Run(reports, Seed),
        };
    }

    /// <summary>Gives each report to the index in the order of their dates. Labelled ones are searched for, and ordinary ones should not be linked.</summary>
    private static (List<(List<int> Ranks, int Right)> Searches, Dictionary<int, bool> Linked) Stream(List<DatasetReport> reports, DuplicateIndex index)
    {
        var searches = new List<(List<int>, int)>();
        var linked = new Dictionary<int, bool>();
        var groups = reports.ToDictionary(static report => report.Document.Id, static report => report.Group);
        var earlier = new Dictionary<string, int>(StringComparer.Ordinal);
        var equals = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var firsts = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var at = 0; at < reports.Count; at++)
        {
            var report = reports[at];
            if (report.IsDuplicate && earlier.TryGetValue(report.Group, out var right))
            {
                // Reports with one content key are found by the first of them; the others come right behind it.
                var ranked = index.RankAll(report.Document).SelectMany(id => equals[id]);
                searches.Add(([.. ranked.Select((id, rank) => (id, rank)).Where(found => groups[found.id] == report.Group).Select(static found => found.rank)], right));
            }

            var findings = index.FindAndAdd(report.Document, DuplicateClusters.Empty);
            if (report.IsOrdinary)
            {
                linked[at] = findings.SameReport is not null || findings.SameProblem is not null;
            }

            earlier[report.Group] = earlier.GetValueOrDefault(report.Group) + 1;
            if (firsts.TryAdd(findings.ContentKey, report.Document.Id))
            {
                equals[report.Document.Id] = [];
            }

            equals[firsts[findings.ContentKey]].Add(report.Document.Id);
        }

        return (searches, linked);
    }

    /// <summary>Reports ordinary reports again, in each way, and says which were linked rightly (1), wrongly (-1) or not (0).</summary>
    private static List<(int At, int Way, int Outcome)> ReportAgain(List<DatasetReport> reports, DuplicateIndex index)
    {
        var random = new Random(Seed);
        var rereport = new Rereport(random, Rereport.WordsOf(reports));
        var groups = reports.ToDictionary(static report => report.Document.Id, static report => report.Group);
        var bases = Enumerable.Range(0, reports.Count).Where(at => reports[at].IsOrdinary).ToArray();
        random.Shuffle(bases);
        var outcomes = new List<(int, int, int)>();
        foreach (var at in bases.Take(MostBases))
        {
            for (var way = 1; way <= 5; way++)
            {
                var findings = index.Find(rereport.Change(reports[at].Document, way), DuplicateClusters.Empty);
                var link = findings.SameReport ?? findings.SameProblem;
                outcomes.Add((at, way, link is null ? 0 : groups[link.Report] == reports[at].Group ? 1 : -1));
            }
        }

        return outcomes;
    }

    private static LinkFigures Sum(Dictionary<int, bool> linked, List<(int At, int Way, int Outcome)> again, int from)
    {
        var counted = again.FindAll(outcome => outcome.At >= from);
        var ordinary = linked.Where(pair => pair.Key >= from).ToList();
        double Share(int way) => counted.Where(outcome => outcome.Way == way).Select(static outcome => outcome.Outcome == 1 ? 1.0 : 0).DefaultIfEmpty().Average();
        return new LinkFigures(
            counted.Count / 5,
            Share(1),
            Share(2),
            Share(3),
            Share(4),
            Share(5),
            counted.Select(static outcome => outcome.Outcome == -1 ? 1.0 : 0).DefaultIfEmpty().Average(),
            ordinary.Count,
            ordinary.Select(static pair => pair.Value ? 1.0 : 0).DefaultIfEmpty().Average());
    }
}
