using Ao.Secrets;

namespace Ao.Reports;

/// <summary>The door that reports come in by: what passes keeps the rules and holds no secrets.</summary>
internal sealed class ReportIntake(SecretRedactor redactor)
{
    /// <summary>Gives a report as it is kept.</summary>
    /// <exception cref="AoException">It does not keep the rules; the message names each field, what is wrong with it and what to do.</exception>
    public Report Accept(Report report)
    {
        var good = ReportRules.Accept(report);
        return good with
        {
            Title = Clean(good.Title),
            Body = Clean(good.Body),
            Component = good.Component is { } component ? Clean(component) : null,
            Evidence = [.. good.Evidence.Select(Clean)],
            Reproduction = good.Reproduction is { } reproduction ? Clean(reproduction) : null,
            SuggestedFix = good.SuggestedFix is { } fix ? Clean(fix) : null,
        };
    }

    private string Clean(string text) => redactor.Redact(text).Text;
}
