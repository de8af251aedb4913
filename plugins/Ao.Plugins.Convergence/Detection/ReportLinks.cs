using Ao.Convergence;

namespace Ao.Plugins.Convergence;

/// <summary>The published reports of all forks, and which of them are alike.</summary>
internal sealed class ReportLinks
{
    private ReportLinks(IReadOnlyList<WeightedReport> reports, IReadOnlyList<Link> links)
    {
        Reports = reports;
        Links = links;
        Clusters = Cluster.Form(reports.Count, links);
    }

    public static ReportLinks None { get; } = new([], []);

    public IReadOnlyList<WeightedReport> Reports { get; }

    public IReadOnlyList<Link> Links { get; }

    public IReadOnlyList<Cluster> Clusters { get; }

    public static ReportLinks Find(IEnumerable<ForkInfo> forks, TimeSpan window, double minimum, CancellationToken cancellationToken)
    {
        var reports = WeightedReport.From([.. forks.Select(static fork => new ForkHistory { ForkId = fork.Id, Records = [.. fork.Records.Values] })], cancellationToken);
        return new ReportLinks(reports, new LinkFinder(reports, window, minimum).Find(cancellationToken));
    }
}
