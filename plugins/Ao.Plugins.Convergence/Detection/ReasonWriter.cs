using System.Globalization;
using Ao.Convergence;

namespace Ao.Plugins.Convergence;

/// <summary>Says why: each feature with its value, its weight, and its share of the confidence.</summary>
internal static class ReasonWriter
{
    private const int SharedWords = 6;

    public static IReadOnlyList<FindingReason> Write(Case found, IReadOnlyList<string> words, ReportLinks reports)
    {
        var parts = found.Links.Count > 0 ? OfLinks(found, words)
            : found.Copies.Count > 0 ? [(CopyText(found.Copies), 1.0)]
            : OfReports(found.Reports!, reports);
        var all = parts.Where(static part => part.Weight > 0).ToList();
        var sum = all.Sum(static part => part.Weight);
        return [.. all.Select(part => new FindingReason(part.Text, found.Confidence * part.Weight / sum))];
    }

    /// <summary>Names the features that say most.</summary>
    public static IEnumerable<string> Main(Case found, int count) => PartsOf(found)
        .OrderByDescending(static part => Math.Round(part.Average(static one => one.Part), 9)).ThenBy(static part => part.Key, StringComparer.Ordinal)
        .Where(static part => part.Average(static one => one.Part) > 0)
        .Take(count).Select(static part => part.Key);

    private static IEnumerable<IGrouping<string, ScorePart>> PartsOf(Case found) => found.Links.SelectMany(static link => link.Best.Score.Parts(ScoreWeights.Default)).GroupBy(static part => part.Name, StringComparer.Ordinal);

    private static List<(string Text, double Weight)> OfLinks(Case found, IReadOnlyList<string> words)
    {
        var parts = PartsOf(found).Select(static part => (Name: part.Key, part.First().Weight, Part: part.Average(static one => one.Part))).ToList();
        var reports = found.Links.Average(static link => link.Reports) * Confidence.ReportShare;
        var sum = parts.Sum(static part => part.Part) + reports;
        var list = parts.Select((part, at) => (TextOf($"Alike in {part.Name}{(at == 0 && words.Count > 0 ? $" ({string.Join(", ", words.Take(SharedWords))})" : "")}", part.Part, part.Weight, sum), part.Part)).ToList();
        list.Add((TextOf("The reports that they resolve are alike", reports, Confidence.ReportShare, sum), reports));
        return list;
    }

    /// <summary>Says how alike, times the weight, is what part of the sum: a reader can multiply and add up.</summary>
    private static string TextOf(string what, double part, double weight, double sum) =>
        string.Create(CultureInfo.InvariantCulture, $"{what}: {part / weight:0.00} of 1, times the weight {weight:0.##}, is {part:0.00} of {sum:0.00}.");

    private static string CopyText(IReadOnlyList<UnitLink> copies) => string.Join(" ", copies.Select(static link => link.Copy).Distinct().Order().Select(Text));

    public static string Text(CopyKind copy) => copy switch
    {
        CopyKind.SamePatch => "The patches are the same.",
        CopyKind.SaysSo => "The message names the other as its origin.",
        CopyKind.SameLines => "Nearly all added lines are the same.",
        CopyKind.SameMessage => "The messages are the same, and the code is alike.",
        _ => "They have one author, and the code is alike.",
    };

    private static List<(string Text, double Weight)> OfReports(Cluster cluster, ReportLinks reports)
    {
        var head = reports.Reports[cluster.Head];
        var words = cluster.Links.SelectMany(link => head.SharedWith(reports.Reports[link.Other(cluster.Head)]))
            .GroupBy(static word => word.Word, StringComparer.Ordinal)
            .OrderByDescending(static group => group.Sum(static word => word.Weight)).ThenBy(static group => group.Key, StringComparer.Ordinal)
            .Take(SharedWords).Select(static group => group.Key);
        var days = cluster.Links.Max(link => (head.Record.At - reports.Reports[link.Other(cluster.Head)].Record.At).Duration()).TotalDays;
        return
        [
            ($"The reports share the words {string.Join(", ", words)}.", cluster.Links.Average(static link => link.Text)),
            ($"All are about the component '{Excerpts.Line(head.Component)}'.", cluster.Links.Average(static link => link.Component)),
            (string.Create(CultureInfo.InvariantCulture, $"They were met within {days:0.#} days."), cluster.Links.Average(static link => link.Time)),
        ];
    }
}
