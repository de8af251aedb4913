using System.Globalization;
using Ao.Agents;

namespace Ao.Reviews;

/// <summary>Writes findings as text.</summary>
internal static class FindingText
{
    /// <summary>Gives a finding as one text: what is said of it, behind its weight, kind and place where they are named.</summary>
    public static string Of(VerdictFinding finding)
    {
        string?[] parts = [finding.Severity is { } severity ? $"[{Word(severity)}]" : null, finding.Category, Place(finding.Path, finding.Line)];
        var head = string.Join(' ', parts.Where(static part => part is not null));
        return head.Length == 0 ? finding.Text : $"{head}: {finding.Text}";
    }

    /// <summary>Gives a finding as an entry of a list.</summary>
    public static string Of(ReviewFinding finding)
    {
        string?[] parts = [$"[{Word(finding.Severity)}{(finding.Blocks ? "" : ", does not block")}]", finding.Category, Place(finding.Path, finding.Line), $"(finding {finding.Fingerprint})"];
        return $"{string.Join(' ', parts.Where(static part => part is not null))}\n{finding.Text.Trim()}";
    }

    public static string Word(FindingSeverity severity) => severity.ToString().ToLowerInvariant();

    private static string? Place(string? path, int? line) => path is null ? null : line is null ? path : string.Create(CultureInfo.InvariantCulture, $"{path}:{line}");
}
