namespace Ao.Plugins.Convergence;

/// <summary>Finds the pairs of reports that are alike, through an index of words: only reports that share an uncommon word are compared. Reports are added in the order of time.</summary>
internal sealed class LinkFinder(TimeSpan window, double minimum)
{
    private const double TextShare = 0.75;
    private const double ComponentShare = 0.15;
    private const double TimeShare = 0.10;
    private const double LeastSimilarity = 0.3;
    private const double LeastIndexedSimilarity = 0.08;
    private const int LongestList = 256;
    private const int MostLinks = 64;
    private const int IndexedWords = 24;

    private readonly List<WeightedReport> _reports = [];
    private readonly List<Link> _links = [];
    private readonly Dictionary<(uint Group, uint Word), Queue<Posting>> _index = [];
    private readonly List<int> _touched = [];
    private double[] _scores = [];

    public IReadOnlyList<WeightedReport> Reports => _reports;

    public IReadOnlyList<Link> Links => _links;

    /// <summary>Adds the next report, and finds those before it that are alike.</summary>
    public void Add(WeightedReport report)
    {
        var at = _reports.Count;
        _reports.Add(report);
        if (_scores.Length < _reports.Count)
        {
            Array.Resize(ref _scores, Math.Max(64, _reports.Count * 3 / 2));
        }

        _links.AddRange(CandidatesOf(at).Select(other => Compare(other, at)).OfType<Link>().OrderByDescending(static link => link.Confidence).ThenBy(static link => link.First).Take(MostLinks));
    }

    /// <summary>Goes back to the first reports: what comes between them and the others is added next, and then those again.</summary>
    public void GoBack(int count)
    {
        if (count == _reports.Count)
        {
            return;
        }

        _reports.RemoveRange(count, _reports.Count - count);
        _links.RemoveAll(link => link.Second >= count);
        _index.Clear();

        // What is next is no older than the last that stays, and is compared with nothing outside its window.
        var first = count;
        while (first > 0 && _reports[^1].Record.At - _reports[first - 1].Record.At <= window)
        {
            first--;
        }

        for (var report = first; report < count; report++)
        {
            foreach (var (list, weight) in ListsOf(report))
            {
                list.Enqueue(new Posting(report, weight));
            }
        }
    }

    /// <summary>Gives the lists of a report's telling words, without what is too old. A list that has grown too long stands for a common word: its oldest entries go.</summary>
    private IEnumerable<(Queue<Posting> List, float Weight)> ListsOf(int report)
    {
        var subject = _reports[report];
        var group = WordHash.Of($"{subject.Record.Report.Type}\n{subject.Component}");
        foreach (var at in Enumerable.Range(0, subject.Words.Hashes.Length).OrderByDescending(at => subject.Words.Weights[at]).ThenBy(at => subject.Words.Hashes[at]).Take(IndexedWords))
        {
            var key = (group, subject.Words.Hashes[at]);
            if (!_index.TryGetValue(key, out var list))
            {
                _index[key] = list = new Queue<Posting>(1);
            }

            // Reports come in the order of time: what is outside the window now stays outside.
            while (list.Count > LongestList || (list.TryPeek(out var oldest) && subject.Record.At - _reports[oldest.Slot].Record.At > window))
            {
                list.Dequeue();
            }

            yield return (list, subject.Words.Weights[at]);
        }
    }

    /// <summary>Gives the earlier reports that share enough of the telling words, and adds the report to the index.</summary>
    private List<int> CandidatesOf(int report)
    {
        foreach (var (list, weight) in ListsOf(report))
        {
            foreach (var (other, otherWeight) in list)
            {
                if (_reports[other].ForkId != _reports[report].ForkId)
                {
                    if (_scores[other] == 0)
                    {
                        _touched.Add(other);
                    }

                    _scores[other] += (double)weight * otherWeight;
                }
            }

            list.Enqueue(new Posting(report, weight));
        }

        var candidates = _touched.Where(other => _scores[other] >= LeastIndexedSimilarity).ToList();
        _touched.ForEach(other => _scores[other] = 0);
        _touched.Clear();
        return candidates;
    }

    private Link? Compare(int first, int second)
    {
        var (one, other) = (_reports[first], _reports[second]);
        var similarity = one.Record.Report.Type == other.Record.Report.Type && one.Component == other.Component ? one.Words.Dot(other.Words) : 0;
        if (similarity < LeastSimilarity)
        {
            return null;
        }

        var closeness = Math.Clamp(1 - ((other.Record.At - one.Record.At) / window), 0, 1);
        var link = new Link(first, second, TextShare * similarity, one.Component.Length > 0 ? ComponentShare : 0, TimeShare * closeness);
        return link.Confidence >= minimum ? link : null;
    }
}
