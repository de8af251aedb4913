using Ao.Configuration;

namespace Ao.Reports;

/// <summary>Decides whose a problem is: a pure function.</summary>
internal static class TargetDecision
{
    /// <summary>Gives where a report goes.</summary>
    /// <param name="report">The report.</param>
    /// <param name="feedback">The project's policy.</param>
    /// <param name="own">The location of the project itself.</param>
    public static ReportRoute Decide(Report report, FeedbackOptions feedback, string own)
    {
        var (target, reason) = Choose(report, feedback);
        if (target == ReportTarget.Upstream && feedback.Upstream is null)
        {
            (target, reason) = (ReportTarget.Fork, $"{reason} The project has no upstream, so it is its own.");
        }

        return new ReportRoute { Mode = feedback.Mode, Target = target, Location = target == ReportTarget.Upstream ? feedback.Upstream! : own, Reason = reason };
    }

    private static (ReportTarget Target, string Reason) Choose(Report report, FeedbackOptions feedback)
    {
        if (report.Target is { } wanted and not ReportTarget.Auto)
        {
            return (wanted, $"The report itself says {wanted}.");
        }

        if (feedback.Target is var policy and not ReportTarget.Auto)
        {
            return (policy, $"The project's policy says {policy}.");
        }

        if (report.Component is not { Length: > 0 } component)
        {
            return (ReportTarget.Fork, "It names no component, and what is not known to be upstream's stays here.");
        }

        var named = Printable.Quote(component);
        if (Owner(feedback.ForkComponents, component) is { } own)
        {
            return (ReportTarget.Fork, $"Component '{named}' is the fork's own ('{own}').");
        }

        return Owner(feedback.CoreComponents, component) is { } core
            ? (ReportTarget.Upstream, $"Component '{named}' is upstream's ('{core}').")
            : (ReportTarget.Fork, $"Component '{named}' is not known to be upstream's, and so it stays here.");
    }

    private static string? Owner(IEnumerable<string> patterns, string component) => patterns.FirstOrDefault(pattern => Matches(pattern, component));

    /// <summary>Tells whether a component fits a pattern. A pattern without a star fits the component of that name and those below it.</summary>
    private static bool Matches(string pattern, string component) =>
        System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, component, ignoreCase: true)
        || (!pattern.Contains('*', StringComparison.Ordinal) && component.StartsWith(pattern + "/", StringComparison.OrdinalIgnoreCase));
}
