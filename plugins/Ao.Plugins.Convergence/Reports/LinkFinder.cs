using Ao.Reports;

namespace Ao.Plugins.Convergence;

/// <summary>Finds the pairs of reports that are alike, through an index of words: only reports that share an uncommon word are compared.</summary>
internal sealed class LinkFinder(IReadOnlyList<WeightedReport> reports, TimeSpan window, double minimum)
{
    private const double TextShare = 0.75;
    private const double ComponentShare = 0.15;
    private const double TimeShare = 0.10;
    private const double LeastSimilarity = 0.3;
    private const double LeastIndexedSimilarity = 0.08;
    private const int LongestList = 256;
    private const int MostLinks = 64;
    private const int IndexedWords = 24;

    private readonly double[] _scores = new double[reports.Count];
    private readonly Dictionary<(ReportType Type, string Component, string Word), Queue<(int Report, double Weight)>> _index = [];

    public IReadOnlyList<Link> Find(CancellationToken cancellationToken)
    {
        var links = new List<Link>();
        for (var report = 0; report < reports.Count; report++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var found = new List<Link>();
            foreach (var other in CandidatesOf(report))
            {
                if (Compare(other, report) is { } link)
                {
                    found.Add(link);
                }
            }

            links.AddRange(found.OrderByDescending(link => link.Confidence).ThenBy(link => link.First).Take(MostLinks));
        }

        return links;
    }

    /// <summary>Gives the earlier reports that share enough of the telling words, and adds the report to the index. A list that has grown too long stands for a common word: its oldest entries go.</summary>
    private List<int> CandidatesOf(int report)
    {
        var subject = reports[report];
        var touched = new List<int>();
        foreach (var (word, weight) in subject.Words.OrderByDescending(word => word.Value).ThenBy(word => word.Key, StringComparer.Ordinal).Take(IndexedWords))
        {
            var key = (subject.Record.Report.Type, subject.Component, word);
            if (!_index.TryGetValue(key, out var list))
            {
                _index[key] = list = [];
            }

            // Reports come in the order of time: what is outside the window now stays outside.
            while (list.Count > LongestList || (list.TryPeek(out var oldest) && subject.Record.At - reports[oldest.Report].Record.At > window))
            {
                list.Dequeue();
            }

            foreach (var (other, otherWeight) in list)
            {
                if (reports[other].ForkId != subject.ForkId)
                {
                    if (_scores[other] == 0)
                    {
                        touched.Add(other);
                    }

                    _scores[other] += weight * otherWeight;
                }
            }

            list.Enqueue((report, weight));
        }

        var candidates = touched.Where(other => _scores[other] >= LeastIndexedSimilarity).ToList();
        touched.ForEach(other => _scores[other] = 0);
        return candidates;
    }

    private Link? Compare(int first, int second)
    {
        var (one, other) = (reports[first], reports[second]);
        var similarity = Math.Min(1, one.Similarity(other));
        if (similarity < LeastSimilarity)
        {
            return null;
        }

        var closeness = Math.Clamp(1 - ((other.Record.At - one.Record.At) / window), 0, 1);
        var link = new Link(first, second, TextShare * similarity, one.Component.Length > 0 ? ComponentShare : 0, TimeShare * closeness);
        return link.Confidence >= minimum ? link : null;
    }
}
