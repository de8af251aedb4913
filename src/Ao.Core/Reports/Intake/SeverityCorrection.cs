namespace Ao.Reports;

/// <summary>What an operator said of a report's severity: another one, or that it is right.</summary>
/// <param name="Report">The id of the report. A later word on the same report takes the place of the one before.</param>
/// <param name="Component">The component of the report.</param>
/// <param name="Type">The type of the report.</param>
/// <param name="Cues">The names of the cues in it.</param>
/// <param name="Uncalibrated">What is inferred of the report without any corrections.</param>
/// <param name="From">What it had.</param>
/// <param name="To">What it has now.</param>
internal sealed record SeverityCorrection(string Report, string? Component, ReportType Type, IReadOnlyList<string> Cues, ReportSeverity Uncalibrated, ReportSeverity From, ReportSeverity To)
{
    /// <summary>Gets by how much the inference was off.</summary>
    public int Shift => To - Uncalibrated;

    /// <summary>Gets whether the operator changed what the report had.</summary>
    public bool IsChange => From != To;

    /// <summary>Notes what an operator said of a report.</summary>
    public static SeverityCorrection Of(string id, Report report, ReportSeverity from, ReportSeverity to) =>
        new(id, report.Component, report.Type, [.. SeverityCues.Of(report).Select(static cue => cue.Name)], SeverityInference.Infer(report with { Severity = null }, SeverityCalibration.None).Severity, from, to);
}
