using Ao.Convergence;

namespace Ao.Plugins.Convergence;

/// <summary>The published reports of all forks, and which of them are alike. What is new is compared with what came before it, and what came after it is compared again.</summary>
internal sealed class ReportBook
{
    private readonly Dictionary<(string Fork, string Id), CountedReport> _known = [];
    private readonly WordBook _words = new();
    private readonly TextPool _pool = new();
    private readonly List<CountedReport> _news = [];
    private readonly List<CountedReport> _ordered = [];
    private ReportFrequencies _frequencies = new([]);
    private LinkFinder? _finder;
    private ReportLinks _links = ReportLinks.None;

    private static readonly IComparer<CountedReport> s_order = Comparer<CountedReport>.Create(CountedReport.Compare);

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
        var stays = _news.Count == 0 ? 0 : _ordered.BinarySearch(_news[0], s_order) is var at && at < 0 ? ~at : at;
        _ordered.AddRange(_news);
        _ordered.Sort(s_order);
        var finder = _finder ?? new LinkFinder(window, minimum);
        if (_frequencies.Suits(_ordered))
        {
            finder.GoBack(Math.Min(stays, finder.Reports.Count));
        }
        else
        {
            _frequencies = new ReportFrequencies(_ordered);
            finder = new LinkFinder(window, minimum);
        }

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
