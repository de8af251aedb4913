using System.Security.Cryptography;
using System.Text;
using Ao.Convergence;

namespace Ao.Plugins.Convergence;

/// <summary>Finds reports of different forks that are about one problem: of one kind and component, close in time, and alike in their words.</summary>
/// <remarks>It reads published records only; the histories of changes are another detector's subject.</remarks>
internal sealed class PatternsDetector : IConvergenceDetector
{
    private const int ExcerptLength = 160;
    private const int SharedWords = 6;

    public ValueTask<IReadOnlyList<Finding>> DetectAsync(ConvergenceRequest request, CancellationToken cancellationToken = default)
    {
        if (request.MinimumConfidence is not (>= 0 and <= 1))
        {
            throw new AoException($"The minimum confidence is {request.MinimumConfidence}. Give a number from 0 to 1.");
        }

        if (request.Window <= TimeSpan.Zero)
        {
            throw new AoException($"The window is {request.Window}. Give a positive time, such as 90 days.");
        }

        var reports = WeightedReport.From(request.Forks, cancellationToken);
        var links = new LinkFinder(reports, request.Window, request.MinimumConfidence).Find(cancellationToken);
        IReadOnlyList<Finding> findings = [.. Cluster.Form(reports.Count, links).Select(cluster => FindingOf(reports, cluster)).OrderByDescending(finding => finding.Confidence)];
        return ValueTask.FromResult(findings);
    }

    private static Finding FindingOf(IReadOnlyList<WeightedReport> reports, Cluster cluster)
    {
        var head = reports[cluster.Head];
        IReadOnlyList<WeightedReport> members = [head, .. cluster.Links.Select(link => reports[link.Other(cluster.Head)])];
        var forks = members.Select(member => member.ForkId).Distinct(StringComparer.Ordinal).Count();
        var reasons = ReasonsOf(head, cluster, reports).Where(reason => reason.Share > 0).ToList();
        return new Finding
        {
            Id = IdOf(head),
            Relation = FindingRelation.SameProblem,
            Forks = [.. members.GroupBy(member => member.ForkId, StringComparer.Ordinal).Select(ForkOf)],
            Summary = $"{forks} forks met what looks like one problem: {Excerpt(head.Record.Report.Title)}",
            Confidence = Math.Clamp(reasons.Sum(reason => reason.Share), 0, 1),
            Evidence = [.. members.Select(member => new FindingEvidence(member.ForkId, member.Record.Id, Excerpt(member.Record.Report.Title)))],
            Reasons = reasons,
        };
    }

    private static string IdOf(WeightedReport head) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{head.ForkId}\n{head.Record.Id}")))[..16];

    private static FindingFork ForkOf(IGrouping<string, WeightedReport> members) => new()
    {
        ForkId = members.Key,
        Records = [.. members.Select(member => member.Record.Id)],
        At = members.Min(member => member.Record.At),
    };

    private static IEnumerable<FindingReason> ReasonsOf(WeightedReport head, Cluster cluster, IReadOnlyList<WeightedReport> reports)
    {
        var words = cluster.Links.SelectMany(link => head.SharedWith(reports[link.Other(cluster.Head)]))
            .GroupBy(word => word.Word, StringComparer.Ordinal)
            .OrderByDescending(group => group.Sum(word => word.Weight)).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Take(SharedWords).Select(group => group.Key);
        var days = cluster.Links.Max(link => (head.Record.At - reports[link.Other(cluster.Head)].Record.At).Duration()).TotalDays;
        yield return new FindingReason($"The reports share the words {string.Join(", ", words)}.", cluster.Links.Average(link => link.Text));
        yield return new FindingReason($"All are about the component '{Excerpt(head.Component)}'.", cluster.Links.Average(link => link.Component));
        yield return new FindingReason(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"They were met within {days:0.#} days."), cluster.Links.Average(link => link.Time));
    }

    private static string Excerpt(string text)
    {
        var line = Printable.Clean(text).ReplaceLineEndings(" ").Replace('\t', ' ').Trim();
        return line.Length <= ExcerptLength ? line : Printable.Clean(line[..ExcerptLength]) + "…";
    }
}
