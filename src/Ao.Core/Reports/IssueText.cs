using System.Globalization;
using System.Text;
using System.Text.Json;
using Ao.Configuration;

namespace Ao.Reports;

/// <summary>Writes what issues say of reports. All that a report says is somebody else's text and is shown as such.</summary>
internal static class IssueText
{
    private const int MaxLabelLength = 100;
    private const int MaxBodyLength = 60_000;

    public static string TypeOf(Report report) => JsonNamingPolicy.SnakeCaseLower.ConvertName(report.Type.ToString());

    /// <summary>Gives the mark by which the issue of a problem is found, whoever has made it.</summary>
    public static string MarkerOf(ReportState report) => ReportMarkers.Of("dedupe-key", report.Filed.ContentKey);

    public static string TitleOf(ReportState report) => Printable.Line(report.Filed.Report.Title);

    public static IReadOnlyList<string> LabelsOf(ReportState report, FeedbackOptions feedback)
    {
        List<string> labels = [TypeOf(report.Filed.Report), $"severity:{report.Severity.Value.ToString().ToLowerInvariant()}"];
        if (Printable.Line(report.Filed.Report.Component ?? "").Trim() is { Length: > 0 } component)
        {
            labels.Add($"component:{(component.Length > MaxLabelLength ? Printable.Clean(component[..MaxLabelLength]) : component)}");
        }

        return [.. labels.Union(feedback.Labels, StringComparer.Ordinal)];
    }

    public static string BodyOf(ReportState report, IEnumerable<ReportState> related)
    {
        var filed = report.Filed;
        var text = new StringBuilder();
        Text(text, filed.Report.Body);
        Section(text, "Reproduction", filed.Report.Reproduction);
        Section(text, "Suggested fix", filed.Report.SuggestedFix);
        foreach (var evidence in filed.Report.Evidence)
        {
            Section(text, "Evidence", evidence);
        }

        if (text.Length > MaxBodyLength)
        {
            text.Length = MaxBodyLength;
            text.Append("\n\n(cut here; the report has the rest)");
        }

        text.Append("\n\n---\n");
        text.Append(CultureInfo.InvariantCulture, $"Report `{report.Id}`, {TypeOf(filed.Report)}, severity {report.Severity.Value.ToString().ToLowerInvariant()} ({Line(report.Severity.Reason)})");
        text.Append(filed.Report.Confidence is { } confidence ? string.Create(CultureInfo.InvariantCulture, $", confidence {confidence:0.##}") : "");
        text.Append(filed.Report.SourceSession is { } session ? $", filed by session `{session}`" : $", filed by {Line(filed.FiledBy ?? "an operator")}");
        text.Append(CultureInfo.InvariantCulture, $", {filed.FiledAt.UtcDateTime:u}.\n");
        text.Append(report.Route is { } route ? $"Target {route.Target.ToString().ToLowerInvariant()}: {Line(route.Reason)}\n" : "");
        foreach (var other in related)
        {
            text.Append(CultureInfo.InvariantCulture, $"Reported again as `{other.Id}`{(other.Filed.Report.SourceSession is { } by ? $" by session `{by}`" : "")}.\n");
        }

        foreach (var attachment in filed.Attachments)
        {
            text.Append(CultureInfo.InvariantCulture, $"- {Line(attachment.Name)} ({attachment.Kind}, {attachment.Size:N0} bytes, sha256 {attachment.Sha256})\n");
        }

        text.Append('\n').Append(ReportMarkers.Of("tool", TypeOf(filed.Report)));
        text.Append('\n').Append(MarkerOf(report));
        text.Append('\n').Append(ReportMarkers.Of("report", report.Id));
        text.Append(filed.Report.SourceSession is { } source ? $"\n{ReportMarkers.Of("session", source.Value)}" : "");
        return text.ToString();
    }

    /// <summary>Gives the text by which an agent learns of a report.</summary>
    public static string ForAgent(ReportState report)
    {
        var filed = report.Filed.Report;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{filed.Title}\n\ntype: {TypeOf(filed)}\nseverity: {report.Severity.Value}\n");
        text.Append(filed.Component is { Length: > 0 } component ? $"component: {component}\n" : "");
        text.Append('\n').Append(filed.Body);
        Section(text, "Reproduction", filed.Reproduction);
        Section(text, "Suggested fix", filed.SuggestedFix);
        foreach (var evidence in filed.Evidence)
        {
            Section(text, "Evidence", evidence);
        }

        return Printable.Clean(text.ToString());
    }

    private static void Section(StringBuilder text, string title, string? content)
    {
        if (!string.IsNullOrWhiteSpace(content))
        {
            text.Append(text.Length == 0 ? "" : "\n\n").Append("## ").Append(title).Append("\n\n");
            Text(text, content);
        }
    }

    private static void Text(StringBuilder text, string content) => text.Append(ReportMarkers.Disarm(Printable.Clean(content)));

    private static string Line(string text) => ReportMarkers.Disarm(Printable.Line(text));
}
