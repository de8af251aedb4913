namespace Ao.Plugins.Convergence;

/// <summary>In how many reports each word occurs. As with <see cref="WordFrequencies"/> a beginning of them is counted, which grows by steps.</summary>
internal sealed class ReportFrequencies
{
    private const int MostWords = 64;

    private readonly Dictionary<uint, int> _counts = [];
    private readonly HashSet<CountedReport> _counted = new(ReferenceEqualityComparer.Instance);

    public ReportFrequencies(IReadOnlyList<CountedReport> ordered)
    {
        foreach (var report in ordered.Take(WordFrequencies.SizeFor(ordered.Count)))
        {
            _counted.Add(report);
            foreach (var hash in report.Words.Hashes)
            {
                _counts[hash] = _counts.GetValueOrDefault(hash) + 1;
            }
        }
    }

    /// <summary>Gets whether these reports are weighed as well by these counts as by their own.</summary>
    public bool Suits(IReadOnlyList<CountedReport> ordered) => WordFrequencies.Suits(_counted, ordered);

    /// <summary>Weighs the words of a report, and keeps the weightiest.</summary>
    public WeightedTerms Weigh(Terms terms)
    {
        var weights = Enumerable.Range(0, terms.Hashes.Length)
            .Select(at => (Hash: terms.Hashes[at], Weight: (1 + Math.Log(terms.Counts[at])) * Math.Log(1 + ((double)_counted.Count / Math.Max(1, _counts.GetValueOrDefault(terms.Hashes[at]))))))
            .OrderByDescending(static word => word.Weight).ThenBy(static word => word.Hash).Take(MostWords).OrderBy(static word => word.Hash).ToArray();
        var length = Math.Sqrt(weights.Sum(static word => word.Weight * word.Weight));
        return new WeightedTerms(
            weights.Length == terms.Hashes.Length ? terms.Hashes : Array.ConvertAll(weights, static word => word.Hash),
            Array.ConvertAll(weights, word => (float)(word.Weight / length)));
    }
}
