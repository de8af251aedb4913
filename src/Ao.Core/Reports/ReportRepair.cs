namespace Ao.Reports;

/// <summary>Makes a report that breaks the rules fit to be kept: what an agent said by another way than its tools is not lost for a wrong field.</summary>
internal static class ReportRepair
{
    /// <summary>UTF-8 takes at most this many bytes for a UTF-16 code unit.</summary>
    private const int BytesPerChar = 3;

    private const int MaxText = ReportRules.MaxTotal / (ReportRules.MaxEvidence + 8) / BytesPerChar;

    /// <summary>Gives the report with what is too long cut and what cannot be left out.</summary>
    public static Report Of(Report report)
    {
        var repaired = report with
        {
            Type = Enum.IsDefined(report.Type) ? report.Type : ReportType.BugReport,
            Title = Cut(Printable.Line(report.Title ?? "").Trim(), ReportRules.MaxTitle),
            Body = Cut(report.Body ?? "", MaxText),
            Severity = report.Severity is { } severity && Enum.IsDefined(severity) ? severity : null,
            Confidence = report.Confidence is >= 0 and <= 1 ? report.Confidence : null,
            Target = report.Target is { } target && Enum.IsDefined(target) ? target : null,
            Evidence = [.. (report.Evidence ?? []).Where(static text => !string.IsNullOrWhiteSpace(text)).Take(ReportRules.MaxEvidence).Select(static text => Cut(text, MaxText))],
            Reproduction = report.Reproduction is { } reproduction ? Cut(reproduction, MaxText) : null,
            SuggestedFix = report.SuggestedFix is { } fix ? Cut(fix, MaxText) : null,
        };
        if (ReportRules.Check(repaired).Any(static problem => problem.Field == "component"))
        {
            repaired = repaired with { Component = null, Body = $"{repaired.Body}\n\nComponent, as reported: {Printable.Quote(report.Component)}" };
        }

        return ReportRules.Check(repaired).Count == 0 ? repaired : repaired with { Title = "A report without a usable title" };
    }

    private static string Cut(string text, int length)
    {
        var clean = Printable.Clean(text);
        return clean.Length <= length ? clean : Printable.Clean(clean[..length]);
    }
}
