using Ao.Configuration;
using Ao.Forks;

namespace Ao.Reports;

/// <summary>Decides whose a problem is: a pure function.</summary>
internal static class TargetDecision
{
    /// <summary>Gives where a report goes.</summary>
    /// <param name="report">The report.</param>
    /// <param name="feedback">The project's policy.</param>
    /// <param name="fork">What the project is among the forks of its source.</param>
    /// <param name="own">The location of the project itself.</param>
    public static ReportRoute Decide(Report report, FeedbackOptions feedback, ForkOptions fork, string own)
    {
        var (target, reason) = Choose(report, feedback, ForkTerms.PolicyOf(fork));
        var upstream = feedback.Upstream ?? fork.Upstream;
        if (target == ReportTarget.Upstream && upstream is null)
        {
            (target, reason) = (ReportTarget.Fork, $"{reason} The project has no upstream, so it is its own.");
        }

        return new ReportRoute { Mode = feedback.Mode, Target = target, Location = target == ReportTarget.Upstream ? upstream! : own, Reason = reason };
    }

    private static (ReportTarget Target, string Reason) Choose(Report report, FeedbackOptions feedback, ForkPolicy fork)
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
            return fork == ForkPolicy.UpstreamFirst
                ? (ReportTarget.Upstream, "It names no component, and the fork goes upstream first.")
                : (ReportTarget.Fork, "It names no component, and what is not known to be upstream's stays here.");
        }

        var named = Printable.Quote(component);
        if (Owner(feedback.ForkComponents, component) is { } own)
        {
            return (ReportTarget.Fork, $"Component '{named}' is the fork's own ('{own}').");
        }

        if (Owner(feedback.CoreComponents, component) is { } core)
        {
            return (ReportTarget.Upstream, $"Component '{named}' is upstream's ('{core}').");
        }

        return fork == ForkPolicy.UpstreamFirst
            ? (ReportTarget.Upstream, $"Component '{named}' is not known to be the fork's own, and the fork goes upstream first.")
            : (ReportTarget.Fork, $"Component '{named}' is not known to be upstream's, and so it stays here.");
    }

    private static string? Owner(IEnumerable<string> patterns, string component) => patterns.FirstOrDefault(pattern => Matches(pattern, component));

    /// <summary>Tells whether a component fits a pattern. A pattern without a star fits the component of that name and those below it.</summary>
    private static bool Matches(string pattern, string component) =>
        System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, component, ignoreCase: true)
        || (!pattern.Contains('*', StringComparison.Ordinal) && component.StartsWith(pattern + "/", StringComparison.OrdinalIgnoreCase));
}
