using Ao.Reports;

namespace Ao.Plugins.Command;

/// <summary>Reads a report.</summary>
internal static class ProtocolReport
{
    private const int LongestTitle = 200;
    private const int LongestComponent = 200;
    private const int MostEvidence = 20;

    public static Report Read(ProtocolObject line) => new()
    {
        Type = line.Required("type", LongestTitle) switch
        {
            "bug_report" => ReportType.BugReport,
            "improvement_suggestion" => ReportType.ImprovementSuggestion,
            var other => throw new ProtocolException($"The report type '{Printable.Quote(other)}' is not known; it is bug_report or improvement_suggestion"),
        },
        Title = line.Required("title", LongestTitle).ReplaceLineEndings(" "),
        Body = line.Text("body") ?? "",
        Severity = line.Text("severity") switch
        {
            null => null,
            "low" => ReportSeverity.Low,
            "medium" => ReportSeverity.Medium,
            "high" => ReportSeverity.High,
            "critical" => ReportSeverity.Critical,
            var other => throw new ProtocolException($"The severity '{Printable.Quote(other)}' is not known; it is low, medium, high or critical"),
        },
        Component = line.Text("component", LongestComponent),
        Evidence = line.Texts("evidence", MostEvidence),
        Confidence = line.Fraction("confidence"),
        Reproduction = line.Text("reproduction"),
        SuggestedFix = line.Text("suggested_fix"),
    };
}
