using System.Diagnostics;
using System.Globalization;
using Ao.Duplicates;

namespace Ao.Benchmarks.Duplicates;

/// <summary>P11: fills an index with reports made from those of a data set, and measures at 10,000 and at 100,000.</summary>
internal static class CostMeasure
{
    private const int Samples = 500;

    public static Dictionary<string, CostFigures> Run(List<DatasetReport> reports, int seed)
    {
        var random = new Random(seed);
        var rereport = new Rereport(random, Rereport.WordsOf(reports));
        var index = new DuplicateIndex();
        var figures = new Dictionary<string, CostFigures>();
        var made = 0;
        ReportDocument Next()
        {
            var id = made++.ToString(CultureInfo.InvariantCulture);
            return rereport.ChangeMuch(reports[random.Next(reports.Count)].Document) with { Id = id };
        }

        foreach (var size in (int[])[10_000, 100_000])
        {
            while (index.Count < size - 2 * Samples)
            {
                index.Add(Next());
            }

            var inserts = Measure(() => Next(), index.Add);
            var both = Measure(() => Next(), report => index.FindAndAdd(report, DuplicateClusters.Empty));
            figures[$"at{size / 1000}k"] = new CostFigures(size, both[Samples / 2], both[Samples * 95 / 100], inserts[Samples / 2], GC.GetTotalMemory(forceFullCollection: false) / 1e6);
        }

        return figures;
    }

    private static List<double> Measure(Func<ReportDocument> next, Action<ReportDocument> act)
    {
        var times = new List<double>(Samples);
        for (var sample = 0; sample < Samples; sample++)
        {
            var report = next();
            var started = Stopwatch.GetTimestamp();
            act(report);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        times.Sort();
        return times;
    }
}
