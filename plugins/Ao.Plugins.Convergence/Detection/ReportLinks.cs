namespace Ao.Plugins.Convergence;

/// <summary>The published reports of all forks, and which of them are alike.</summary>
/// <param name="reports">The reports, in their order.</param>
/// <param name="links">Which are alike.</param>
internal sealed class ReportLinks(IReadOnlyList<WeightedReport> reports, IReadOnlyList<Link> links)
{
    public static ReportLinks None { get; } = new([], []);

    public IReadOnlyList<WeightedReport> Reports => reports;

    public IReadOnlyList<Link> Links => links;

    public IReadOnlyList<Cluster> Clusters { get; } = Cluster.Form(reports.Count, links);
}
