using Ao.Agents;
using Ao.Scm;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Reviews;

/// <summary>Takes in a reviewer's verdict within bounds, however it was given.</summary>
internal static class VerdictIntake
{
    /// <summary>How many findings a verdict may have.</summary>
    public const int MaxFindings = 100;

    /// <summary>The longest text of one finding, in characters.</summary>
    public const int MaxText = 4 * 1024;

    /// <summary>The longest path, in characters.</summary>
    public const int MaxPath = 400;

    /// <summary>The longest category, in characters.</summary>
    public const int MaxCategory = 60;

    /// <summary>The highest line.</summary>
    public const int MaxLine = 10_000_000;

    private const int MaxSummary = 16 * 1024;

    /// <summary>Gives the fact of a verdict.</summary>
    /// <returns>The fact, or <see langword="null"/> where the verdict says nothing: neither pass nor blocker, or a blocker that names nothing.</returns>
    public static Facts.VerdictGiven? Of(int run, ReviewVerdict verdict, string? summary, IReadOnlyList<VerdictFinding>? findings)
    {
        List<VerdictFinding> taken = [.. (findings ?? []).Where(static finding => !string.IsNullOrWhiteSpace(finding?.Text)).Take(MaxFindings).Select(Bounded)];
        return verdict is not (ReviewVerdict.Approve or ReviewVerdict.RequestChanges) || (verdict == ReviewVerdict.RequestChanges && taken.Count == 0)
            ? null
            : new Facts.VerdictGiven(run, verdict, ShortText.Clean(summary ?? "", MaxSummary), [.. taken.Select(FindingText.Of)], taken.Count == 0 ? null : taken);
    }

    /// <summary>Tells whether a path can be the place of a finding: inside the project, and harmless to show.</summary>
    public static bool IsPath(string path) =>
        path.Length is > 0 and <= MaxPath
        && Printable.Clean(path) == path
        && !path.Contains('\n', StringComparison.Ordinal)
        && !path.Contains('\t', StringComparison.Ordinal)
        && !path.Contains('\\', StringComparison.Ordinal)
        && path[0] != '/'
        && path.Split('/').All(static part => part is not ("" or "." or ".."));

    private static VerdictFinding Bounded(VerdictFinding finding) => new()
    {
        Text = finding.Path is { Length: > 0 } path && !IsPath(path) ? ShortText.Clean($"{Printable.Quote(path)}: {finding.Text}", MaxText) : ShortText.Clean(finding.Text, MaxText),
        Severity = finding.Severity is { } severity && Enum.IsDefined(severity) ? severity : null,
        Category = finding.Category is { } category && Printable.Line(ShortText.Clean(category, MaxCategory)).Trim().ToLowerInvariant() is { Length: > 0 } name ? name : null,
        Path = finding.Path is { } place && IsPath(place) ? place : null,
        Line = finding.Line is >= 1 and <= MaxLine && finding.Path is { } file && IsPath(file) ? finding.Line : null,
    };
}
