using Ao.Convergence;

namespace Ao.Plugins.Convergence;

/// <summary>The published reports of all forks, and which of them are alike. What comes later than all others is compared with them; what comes late has all compared anew.</summary>
internal sealed class ReportBook
{
    private readonly Dictionary<(string Fork, string Id), CountedReport> _known = [];
    private readonly WordBook _words = new();
    private readonly TextPool _pool = new();
    private readonly List<CountedReport> _news = [];
    private List<CountedReport> _ordered = [];
    private ReportFrequencies _frequencies = new([]);
    private LinkFinder? _finder;
    private ReportLinks _links = ReportLinks.None;

    /// <summary>Takes in a record; one that is known already is left out.</summary>
    public void Add(string forkId, ForkRecord record)
    {
        if (!_known.ContainsKey((forkId, record.Id)))
        {
            var report = CountedReport.Of(forkId, record, _words, _pool);
            _known[(forkId, record.Id)] = report;
            _news.Add(report);
        }
    }

    /// <summary>Gives the reports of now with their links.</summary>
    public ReportLinks Link(TimeSpan window, double minimum, CancellationToken cancellationToken)
    {
        if (_news.Count == 0 && _finder is not null)
        {
            return _links;
        }

        _news.Sort(CountedReport.Compare);
        var comesLast = _finder is not null && (_ordered.Count == 0 || CountedReport.Compare(_ordered[^1], _news[0]) < 0);
        _ordered.AddRange(_news);
        if (!comesLast)
        {
            _ordered = [.. _ordered.Order(Comparer<CountedReport>.Create(CountedReport.Compare))];
        }

        var suits = _frequencies.Suits(_ordered);
        _frequencies = suits ? _frequencies : new ReportFrequencies(_ordered);
        var finder = comesLast && suits ? _finder! : new LinkFinder(window, minimum);

        // Until all are compared there is none to go on with: what is cancelled before begins anew.
        _finder = null;
        _news.Clear();
        foreach (var report in _ordered.Skip(finder.Reports.Count))
        {
            cancellationToken.ThrowIfCancellationRequested();
            finder.Add(new WeightedReport(report, _frequencies.Weigh(report.Words), _words));
        }

        _finder = finder;
        return _links = new ReportLinks(finder.Reports, finder.Links);
    }
}
