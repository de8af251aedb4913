using System.Runtime.InteropServices;

namespace Ao.Duplicates;

/// <summary>Finds, among the reports that it was given, those of the same problem. In memory, without models or services, and the same answers for the same reports in the same order.</summary>
/// <remarks>Safe for concurrent use: one search or insertion at a time. What either costs is bounded, whatever the report and however often it came.</remarks>
internal sealed class DuplicateIndex
{
    /// <summary>The method and its weights; a change of either is another version.</summary>
    public const string Algorithm = "ao-dedupe/1";

    private const int MostSuggestions = 5;

    private readonly Lock _gate = new();
    private readonly Vocabulary _vocabulary = new();
    private readonly PhraseCounts _phrases = new();
    private readonly Dictionary<string, AnalysedReport> _byKey = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly List<AnalysedReport> _found = [];
    private readonly ReportAnalysis _analysis;
    private readonly CandidateSearch _search;
    private readonly Explainer _explainer;

    /// <summary>Makes an empty index.</summary>
    public DuplicateIndex()
    {
        _analysis = new ReportAnalysis(_vocabulary);
        _search = new CandidateSearch(_vocabulary);
        _explainer = new Explainer(_vocabulary);
    }

    /// <summary>Gets how many reports it was given.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _ids.Count;
            }
        }
    }

    /// <summary>Gets how many reports are compared with others: of those with one content key, only the first is.</summary>
    public int Distinct
    {
        get
        {
            lock (_gate)
            {
                return _search.Count;
            }
        }
    }

    /// <summary>Searches by a report that the index does not take in.</summary>
    /// <param name="document">The report.</param>
    /// <param name="clusters">What is linked so far.</param>
    public DuplicateFindings Find(ReportDocument document, DuplicateClusters clusters)
    {
        lock (_gate)
        {
            var query = Analyse(document, keep: false);
            return Findings(query, clusters);
        }
    }

    /// <summary>Searches by a report and takes it in.</summary>
    /// <param name="document">The report. One whose id the index has is not taken in again.</param>
    /// <param name="clusters">What is linked so far.</param>
    public DuplicateFindings FindAndAdd(ReportDocument document, DuplicateClusters clusters)
    {
        lock (_gate)
        {
            var query = Analyse(document, keep: true);
            var findings = Findings(query, clusters);
            Insert(query);
            return findings;
        }
    }

    /// <summary>Takes a report in.</summary>
    /// <param name="document">The report. One whose id the index has is not taken in again.</param>
    public void Add(ReportDocument document)
    {
        lock (_gate)
        {
            if (!_ids.Contains(document.Id))
            {
                Insert(Analyse(document, keep: true));
            }
        }
    }

    /// <summary>Gives the ids of the likeliest reports, the likeliest first, for measuring; of reports with one content key the first only.</summary>
    internal List<string> RankAll(ReportDocument document)
    {
        lock (_gate)
        {
            return Rank(Analyse(document, keep: false)).ConvertAll(static candidate => candidate.Report.Id);
        }
    }

    /// <summary>Gives the candidates for a report, the likeliest first. The caller has the lock.</summary>
    internal List<Candidate> Rank(AnalysedReport query)
    {
        _found.Clear();
        _search.Find(query, _found);
        var candidates = new List<Candidate>(_found.Count);
        var phrases = _phrases.Rarities(query.Phrases);
        var best = float.Epsilon;
        foreach (var report in _found)
        {
            if (report.Id == query.Id)
            {
                continue;
            }

            var comparison = Comparison.Of(query, report, _vocabulary);
            var values = PairFeatures.Measure(query, report, comparison, phrases);
            best = Math.Max(best, comparison.Score);
            candidates.Add(new Candidate(report, comparison, values));
        }

        foreach (var candidate in candidates)
        {
            candidate.Values[(int)PairFeature.AgainstBest] = candidate.Comparison.Score / best;
            candidate.Rank = DuplicateModels.Ranking.Score(candidate.Values);
        }

        candidates.Sort(static (one, other) => one.Rank != other.Rank ? other.Rank.CompareTo(one.Rank) : one.Report.Place.CompareTo(other.Report.Place));
        return candidates;
    }

    /// <summary>Makes of a report what is compared. The caller has the lock.</summary>
    internal AnalysedReport Analyse(ReportDocument document, bool keep) => _analysis.Analyse(document, ContentKey.Of(document), keep);

    private void Insert(AnalysedReport report)
    {
        if (!_ids.Add(report.Id) || !_byKey.TryAdd(report.Key, report))
        {
            return;
        }

        _vocabulary.Take(report.Terms);
        _phrases.Take(report.Phrases);
        _search.Add(report);
    }

    private DuplicateFindings Findings(AnalysedReport query, DuplicateClusters clusters)
    {
        var candidates = Rank(query);
        var same = _byKey.TryGetValue(query.Key, out var equal) && equal.Id != query.Id ? Equal(query, equal, clusters) : null;
        var problem = same is null && LinkDecision.Decide(query, candidates, clusters) is var (candidate, values, probability) ? new DuplicateMatch
        {
            Report = candidate.Report.Id,
            Head = clusters.HeadOf(candidate.Report.Id),
            Probability = probability,
            Explanation = _explainer.Explain(query, candidate, DuplicateModels.Link, values),
        } : null;
        return new DuplicateFindings
        {
            Algorithm = Algorithm,
            ContentKey = query.Key,
            SameReport = same,
            SameProblem = problem,
            Suggestions = Suggest(query, candidates, clusters, (same ?? problem)?.Head),
        };
    }

    private DuplicateMatch Equal(AnalysedReport query, AnalysedReport equal, DuplicateClusters clusters)
    {
        var comparison = Comparison.Of(query, equal, _vocabulary);
        var candidate = new Candidate(equal, comparison, PairFeatures.Measure(query, equal, comparison, _phrases.Rarities(query.Phrases)));
        return new DuplicateMatch { Report = equal.Id, Head = clusters.HeadOf(equal.Id), Probability = 1, Explanation = _explainer.Explain(query, candidate, model: null, []) };
    }

    /// <summary>Gives the likeliest report of each cluster, but of the one that the report is linked to.</summary>
    private List<DuplicateMatch> Suggest(AnalysedReport query, List<Candidate> candidates, DuplicateClusters clusters, string? linked)
    {
        var suggestions = new List<DuplicateMatch>(MostSuggestions);
        var heads = new HashSet<string>(StringComparer.Ordinal) { linked ?? query.Id, clusters.HeadOf(query.Id) };
        foreach (var candidate in candidates)
        {
            var head = clusters.HeadOf(candidate.Report.Id);
            if (suggestions.Count == MostSuggestions)
            {
                break;
            }

            if (heads.Add(head))
            {
                suggestions.Add(new DuplicateMatch
                {
                    Report = candidate.Report.Id,
                    Head = head,
                    Probability = LinearModel.Logistic(candidate.Rank),
                    Explanation = _explainer.Explain(query, candidate, DuplicateModels.Ranking, candidate.Values),
                });
            }
        }

        return suggestions;
    }
}
