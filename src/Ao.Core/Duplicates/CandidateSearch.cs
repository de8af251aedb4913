using System.Runtime.InteropServices;

namespace Ao.Duplicates;

/// <summary>Finds the reports that are worth a closer look, by an inverted index. Not safe for concurrent use: it keeps its buffers.</summary>
internal sealed class CandidateSearch(Vocabulary vocabulary)
{
    /// <summary>How many candidates are looked at closely.</summary>
    public const int Candidates = 100;

    /// <summary>How many of a report's terms are searched for, the most telling first.</summary>
    private const int Terms = 40;

    /// <summary>Terms that so many reports have are searched for only when they are among the <see cref="Best"/> most telling: what a search costs is bounded.</summary>
    private const int CommonPostings = 20_000;
    private const int Best = 8;

    /// <summary>What speaks for a candidate beside its terms, in parts of the score that the report has for itself.</summary>
    private const float SameComponent = 0.2f;
    private const float SameType = 0.02f;
    private const float Young = 0.1f;
    private const float YoungDays = 60;

    private readonly List<Postings> _postings = [];
    private readonly List<AnalysedReport> _reports = [];
    private readonly List<Circumstances> _circumstances = [];
    private readonly List<(float Weight, int Term)> _terms = [];
    private readonly PriorityQueue<int, (float, int)> _best = new();
    private float[] _scores = new float[64];

    /// <summary>Gets how many reports can be found.</summary>
    public int Count => _reports.Count;

    /// <summary>Takes a report in.</summary>
    public void Add(AnalysedReport report)
    {
        foreach (ref readonly var use in report.Terms.AsSpan())
        {
            while (_postings.Count <= use.Term)
            {
                _postings.Add(new Postings());
            }

            _postings[use.Term].Add(_reports.Count, use.Impact);
        }

        report.Place = _reports.Count;
        _reports.Add(report);
        _circumstances.Add(Circumstances.Of(report));
        if (_scores.Length < _reports.Count)
        {
            Array.Resize(ref _scores, _scores.Length * 2);
        }
    }

    /// <summary>Gives the candidates for a report, in no order.</summary>
    public void Find(AnalysedReport query, List<AnalysedReport> candidates)
    {
        _terms.Clear();
        var self = 0f;
        foreach (ref readonly var use in query.Terms.AsSpan())
        {
            var weight = vocabulary.Rarity(use.Term) * use.Emphasis;
            self += weight * use.Impact;
            if (use.Term < _postings.Count)
            {
                _terms.Add((weight, use.Term));
            }
        }

        _terms.Sort(static (one, other) => one.Weight != other.Weight ? other.Weight.CompareTo(one.Weight) : one.Term.CompareTo(other.Term));
        if (self > 0)
        {
            Accumulate();
            Select(query, self, candidates);
        }
    }

    private void Accumulate()
    {
        // Reports are scanned in their order afterwards: that and clearing are cheaper than to remember which were met.
        var scores = _scores.AsSpan(0, _reports.Count);
        scores.Clear();
        for (var at = 0; at < Math.Min(Terms, _terms.Count); at++)
        {
            var (weight, term) = _terms[at];
            var postings = _postings[term];
            if (weight <= 0 || at >= Best && postings.Count > CommonPostings)
            {
                continue;
            }

            foreach (ref readonly var posting in postings.All)
            {
                scores[posting.Report] += weight * posting.Impact;
            }
        }
    }

    private void Select(AnalysedReport query, float self, List<AnalysedReport> candidates)
    {
        const float Most = SameComponent + SameType + Young;
        _best.Clear();
        var mine = Circumstances.Of(query);
        var all = CollectionsMarshal.AsSpan(_circumstances);
        var scores = _scores.AsSpan(0, all.Length);
        var (threshold, least) = (0f, 0f);
        for (var number = 0; number < scores.Length; number++)
        {
            // Most of them are out of the question whatever else speaks for them, and need not be looked at.
            if (scores[number] <= least)
            {
                continue;
            }

            var score = scores[number] / self + Bonus(mine, all[number]);
            if (_best.Count < Candidates)
            {
                _best.Enqueue(number, (score, -number));
            }
            else if (score > threshold)
            {
                _best.EnqueueDequeue(number, (score, -number));
            }

            if (_best.Count == Candidates)
            {
                _best.TryPeek(out _, out var worst);
                threshold = worst.Item1;
                least = Math.Max(0, (threshold - Most) * self);
            }
        }

        foreach (var (number, _) in _best.UnorderedItems)
        {
            candidates.Add(_reports[number]);
        }
    }

    private static float Bonus(in Circumstances query, in Circumstances candidate) =>
        ((query.Components & candidate.Components) != 0 ? SameComponent : 0)
        + (query.Type == candidate.Type ? SameType : 0)
        + Young * (YoungDays / (YoungDays + MathF.Abs(query.Days - candidate.Days)));
}
