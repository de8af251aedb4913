using System.Globalization;
using Ao.Effects;

namespace Ao.Reports;

/// <summary>The effects on reports: everything of a submission that decides what happens is a parameter.</summary>
internal static class ReportEffects
{
    public static Effect Submit(string reporter, ReportSubmission submission)
    {
        var report = submission.Report;
        var parameters = new Dictionary<string, string>
        {
            ["reporter"] = reporter,
            ["repository"] = submission.Source.Location,
            ["type"] = report.Type.ToString(),
            ["title"] = report.Title,
            ["body"] = report.Body,
            ["filedAt"] = submission.FiledAt.ToString("O", CultureInfo.InvariantCulture),
        };
        Add(parameters, "severity", report.Severity?.ToString());
        Add(parameters, "component", report.Component);
        Add(parameters, "confidence", report.Confidence?.ToString("R", CultureInfo.InvariantCulture));
        Add(parameters, "reproduction", report.Reproduction);
        Add(parameters, "suggestedFix", report.SuggestedFix);
        Add(parameters, "target", report.Target?.ToString());
        Add(parameters, "sourceSession", report.SourceSession?.Value);
        for (var index = 0; index < report.Evidence.Count; index++)
        {
            parameters[string.Create(CultureInfo.InvariantCulture, $"evidence.{index + 1}")] = report.Evidence[index];
        }

        AttachmentParameters.Add(parameters, submission.Attachments);
        return new Effect
        {
            Key = submission.Key,
            Kind = EffectKind.SubmitReport,
            Project = submission.Source.Project,
            Title = $"Submit the report '{Printable.Quote(report.Title)}' to {reporter}",
            Parameters = parameters,
        };
    }

    private static void Add(Dictionary<string, string> parameters, string name, string? value)
    {
        if (value is not null)
        {
            parameters[name] = value;
        }
    }
}
