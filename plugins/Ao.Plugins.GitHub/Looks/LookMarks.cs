using System.Globalization;

namespace Ao.Plugins.GitHub.Looks;

/// <summary>Tells by what every look reads which of the parts that cost more have to be read anew. Pure.</summary>
internal static class LookMarks
{
    /// <summary>Gives the mark of the checks: it differs when one of them has changed its state. Checks do not move the time of the last update.</summary>
    public static string OfChecks(LookNode node)
    {
        var counts = node.StatusCheckRollup?.Counts;
        return $"{node.HeadRefOid}|{node.StatusCheckRollup?.State}|{Of(counts?.CheckRunCountsByState)}|{Of(counts?.StatusContextCountsByState)}";
    }

    /// <summary>Gives the mark of what is said.</summary>
    public static string OfTalk(LookNode node) => string.Create(CultureInfo.InvariantCulture, $"{node.HeadRefOid}|{node.UpdatedAt.UtcTicks}|{node.TotalCommentsCount}|{node.ReviewDecision}");

    private static string Of(IReadOnlyList<LookCount>? counts) =>
        counts is null ? "" : string.Join(',', counts.OrderBy(static count => count.State, StringComparer.Ordinal).Select(static count => string.Create(CultureInfo.InvariantCulture, $"{count.State}{count.Count}")));
}
