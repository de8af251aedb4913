using Ao.Reports;

namespace Ao.Plugins.Command;

/// <summary>Reads a report.</summary>
internal static class ProtocolReport
{
    private const int LongestTitle = 200;
    private const int LongestComponent = 200;
    private const int MostEvidence = 32;

    public static Report Read(ProtocolObject line)
    {
        var report = ReadFields(line);
        return report is { Title: "", Body: "", Evidence.Count: 0 }
            ? throw new ProtocolException("The report has neither a title nor a body nor evidence")
            : report;
    }

    /// <summary>Reads what can be read: a report is not lost for one wrong field, which the host fills in or leaves out.</summary>
    private static Report ReadFields(ProtocolObject line) => new()
    {
        Type = line.Required("type", LongestTitle) switch
        {
            "bug_report" => ReportType.BugReport,
            "improvement_suggestion" => ReportType.ImprovementSuggestion,
            var other => throw new ProtocolException($"The report type '{Printable.Quote(other)}' is not known; it is bug_report or improvement_suggestion"),
        },
        Title = line.Text("title", LongestTitle)?.ReplaceLineEndings(" ") ?? "",
        Body = line.Text("body") ?? "",
        Severity = line.Text("severity") switch
        {
            null => null,
            "low" => ReportSeverity.Low,
            "medium" => ReportSeverity.Medium,
            "high" => ReportSeverity.High,
            "critical" => ReportSeverity.Critical,
            _ => null,
        },
        Component = line.Text("component", LongestComponent),
        Evidence = line.TextOrTexts("evidence", MostEvidence),
        Confidence = line.FractionOrNone("confidence"),
        Reproduction = line.Text("reproduction"),
        SuggestedFix = line.Text("suggested_fix"),
    };
}
