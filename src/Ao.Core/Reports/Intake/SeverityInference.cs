using System.Globalization;

namespace Ao.Reports;

/// <summary>Infers how much a report weighs: from what it says, how sure it is, and what operators said of reports like it. Pure, and the same for the same.</summary>
/// <remarks>
/// The closest experience decides: of the same component and cue, else of the component, else of the cue. One word of an operator is enough for
/// a component; for a cue, which stands in reports of any kind, it takes two. What says that data or security is at risk is lowered by experience
/// of the same component and cue alone.
/// </remarks>
internal static class SeverityInference
{
    private const double Unsure = 0.3;
    private const int ComponentPrior = 2;
    private const int CuePrior = 15;
    private const int CriticalPrior = 10;

    /// <summary>Gives the severity of a report; its own where it has one.</summary>
    public static InferredSeverity Infer(Report report, SeverityCalibration calibration)
    {
        if (report.Severity is { } given)
        {
            return new(given, "given by the reporter");
        }

        var cues = SeverityCues.Of(report);
        var (severity, reason) = FromText(report, cues);
        var (shift, experience) = FromExperience(report, cues, severity, calibration);
        var calibrated = (ReportSeverity)Math.Clamp((int)severity + shift, (int)ReportSeverity.Low, (int)ReportSeverity.Critical);
        return experience is null ? new(severity, reason)
            : calibrated == severity ? new(severity, $"{reason}; {experience}")
            : new(calibrated, $"{reason}, which alone would be {Word(severity)}; {experience}");
    }

    private static (ReportSeverity Severity, string Reason) FromText(Report report, IReadOnlyList<SeverityCue> cues)
    {
        var isBug = report.Type == ReportType.BugReport;
        var plain = isBug ? ReportSeverity.Medium : ReportSeverity.Low;
        if (cues.Count == 0)
        {
            return (plain, isBug ? "a defect without words that say how much it weighs" : "a suggestion without words that say how much it weighs");
        }

        var heaviest = cues[0];

        // Words of little weight make a suggestion no heavier, and one such word does not make light what others make heavy.
        var severity = heaviest.Severity == ReportSeverity.Low ? ReportSeverity.Low : heaviest.Severity;
        var reason = $"it speaks of: {string.Join(", ", cues.Where(cue => cue.Severity == heaviest.Severity).Select(static cue => cue.Name))}";
        return severity == ReportSeverity.High && report.Confidence < Unsure
            ? (ReportSeverity.Medium, string.Create(CultureInfo.InvariantCulture, $"{reason}, one less because the reporter is sure by {report.Confidence:0.##} only"))
            : (severity, reason);
    }

    private static (int Shift, string? Experience) FromExperience(Report report, IReadOnlyList<SeverityCue> cues, ReportSeverity severity, SeverityCalibration calibration)
    {
        var heaviest = cues.Count > 0 ? cues[0] : null;
        var isCritical = heaviest?.Severity == ReportSeverity.Critical;
        if (report.Component is { } component)
        {
            if (heaviest is not null && calibration.OfBoth(component, heaviest.Name) is { Count: > 0 } both)
            {
                return (both.Mean(isCritical ? CriticalPrior : ComponentPrior), Say(both, $"component {component} with {heaviest.Name}"));
            }

            if (!isCritical && calibration.OfComponent(component, report.Type) is { Count: > 0 } counts)
            {
                return (counts.Mean(ComponentPrior), Say(counts, $"component {component}"));
            }
        }

        return !isCritical && heaviest is not null && calibration.OfCue(heaviest.Name) is { Count: > 0 } ofCue && ofCue.Mean(CuePrior) is not 0 and var shift
            ? (shift, Say(ofCue, heaviest.Name))
            : (0, null);
    }

    private static string Say(SeverityCounts counts, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"corrected {counts.Changes} of {counts.Count} times for {what} by an operator");

    private static string Word(ReportSeverity severity) => severity.ToString().ToLowerInvariant();
}
