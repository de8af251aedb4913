using Ao.Convergence;

namespace Ao.Plugins.Convergence;

/// <summary>A record as a vector of weighted words (tf-idf, length 1).</summary>
/// <param name="ForkId">The fork.</param>
/// <param name="Record">The record.</param>
/// <param name="Component">The component's name in lower case, or nothing.</param>
/// <param name="Words">The weightiest words, each with its weight.</param>
internal sealed record WeightedReport(string ForkId, ForkRecord Record, string Component, Dictionary<string, double> Words)
{
    private const int MostWords = 64;

    /// <summary>Weighs all records, in an order that does not depend on the order of the input.</summary>
    public static IReadOnlyList<WeightedReport> From(IReadOnlyList<ForkHistory> forks, CancellationToken cancellationToken)
    {
        var records = forks.SelectMany(fork => fork.Records.Select(record => (fork.ForkId, Record: record)))
            .OrderBy(item => item.Record.At.UtcTicks).ThenBy(item => item.ForkId, StringComparer.Ordinal).ThenBy(item => item.Record.Id, StringComparer.Ordinal)
            .ThenBy(item => item.Record.Report.Title, StringComparer.Ordinal).ThenBy(item => item.Record.Report.Body, StringComparer.Ordinal)
            .DistinctBy(item => (item.ForkId, item.Record.Id))
            .ToList();
        var counts = new List<Dictionary<string, int>>(records.Count);
        var frequency = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (_, record) in records)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var words = ReportWords.Count(record.Report);
            counts.Add(words);
            foreach (var word in words.Keys)
            {
                frequency[word] = frequency.GetValueOrDefault(word) + 1;
            }
        }

        return [.. records.Select((item, index) => new WeightedReport(item.ForkId, item.Record, (item.Record.Report.Component ?? "").Trim().ToLowerInvariant(), Weigh(counts[index], frequency, records.Count)))];
    }

    /// <summary>Gives how much two reports are alike in their words, from 0 to 1.</summary>
    public double Similarity(WeightedReport other)
    {
        var sum = 0.0;
        foreach (var (word, weight) in Words)
        {
            sum += weight * other.Words.GetValueOrDefault(word);
        }

        return sum;
    }

    public IEnumerable<(string Word, double Weight)> SharedWith(WeightedReport other)
    {
        var (few, many) = Words.Count <= other.Words.Count ? (Words, other.Words) : (other.Words, Words);
        return few.Where(word => many.ContainsKey(word.Key)).OrderBy(word => word.Key, StringComparer.Ordinal).Select(word => (word.Key, word.Value * many[word.Key]));
    }

    private static Dictionary<string, double> Weigh(Dictionary<string, int> counts, Dictionary<string, int> frequency, int total)
    {
        var weights = counts.Select(word => (Word: word.Key, Weight: (1 + Math.Log(word.Value)) * Math.Log(1 + ((double)total / frequency[word.Key]))))
            .OrderByDescending(word => word.Weight).ThenBy(word => word.Word, StringComparer.Ordinal).Take(MostWords).ToList();
        var length = Math.Sqrt(weights.Sum(word => word.Weight * word.Weight));
        return weights.ToDictionary(word => word.Word, word => word.Weight / length, StringComparer.Ordinal);
    }
}
