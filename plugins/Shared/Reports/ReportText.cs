using System.Globalization;
using System.Text;

namespace Ao.Reports;

/// <summary>Turns a report into an issue's text and labels.</summary>
internal static class ReportText
{
    private const int MaxEvidence = 100;

    /// <summary>Gives the report back where an issue can be made of it.</summary>
    public static Report Require(Report report)
    {
        if (report.Evidence.Count > MaxEvidence)
        {
            throw new AoException($"The report has {report.Evidence.Count} pieces of evidence, and {MaxEvidence} can be kept. Give those that matter.");
        }

        if (report.Confidence is { } confidence && confidence is not (>= 0 and <= 1))
        {
            throw new AoException($"The report's confidence is {confidence}. Give a number from 0 to 1, or none.");
        }

        return report;
    }

    /// <summary>Names type, severity and component of a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="longest">The longest label that the tracker takes, in characters.</param>
    public static IReadOnlyList<string> LabelsOf(Report report, int longest = 210)
    {
        var labels = new List<string> { report.Type == ReportType.BugReport ? "bug_report" : "improvement_suggestion" };
        if (report.Severity is { } severity)
        {
            labels.Add($"severity:{severity.ToString().ToLowerInvariant()}");
        }

        if (Printable.Clean(report.Component).Trim() is { Length: > 0 } component)
        {
            var label = $"component:{component}";
            labels.Add(label.Length > longest ? Printable.Clean(label[..longest]) : label);
        }

        return labels;
    }

    public static string BodyOf(Report report)
    {
        var text = new StringBuilder(report.Body);
        Section(text, "Reproduction", report.Reproduction);
        Section(text, "Suggested fix", report.SuggestedFix);
        foreach (var evidence in report.Evidence)
        {
            Section(text, "Evidence", evidence);
        }

        if (report.Confidence is { } confidence)
        {
            Section(text, "Confidence", confidence.ToString("0.##", CultureInfo.InvariantCulture));
        }

        Section(text, "Reported by", report.SourceSession?.Value);
        return text.ToString();
    }

    private static void Section(StringBuilder text, string title, string? content)
    {
        if (!string.IsNullOrEmpty(content))
        {
            text.Append(text.Length == 0 ? "" : "\n\n").Append("## ").Append(title).Append("\n\n").Append(content);
        }
    }
}
