using Ao.Configuration;

namespace Ao.Reports;

/// <summary>Decides how far a report is followed up, before anybody is asked: a pure function.</summary>
internal static class PlanDecision
{
    /// <summary>Gives the plan, and why.</summary>
    /// <param name="report">The report.</param>
    /// <param name="feedback">The project's policy.</param>
    /// <param name="advice">What an adviser recommends. It can make the way shorter, not longer.</param>
    public static (FollowUpPlan Plan, string Reason) Decide(ReportState report, FeedbackOptions feedback, FeedbackAdvice? advice)
    {
        var (plan, reason) = ByPolicy(report, feedback);
        return advice is { Confidence: >= FeedbackAdvice.MinConfidence } && advice.Plan < plan
            ? (advice.Plan, $"The adviser recommends it ({advice.Confidence:0.##}): {Printable.Line(advice.Reason)}")
            : (plan, reason);
    }

    private static (FollowUpPlan Plan, string Reason) ByPolicy(ReportState report, FeedbackOptions feedback)
    {
        if (!feedback.StartSessions)
        {
            return (FollowUpPlan.IssueOnly, "The project's feedback starts no sessions.");
        }

        if (report.Severity.Value < feedback.SessionSeverity)
        {
            return (FollowUpPlan.IssueOnly, $"Its severity is {report.Severity.Value}; sessions are started from {feedback.SessionSeverity} on.");
        }

        return report.Route is { Target: ReportTarget.Upstream } && feedback.ForkOwner is { } owner
            ? (FollowUpPlan.IssueForkAndSession, $"Its severity is {report.Severity.Value}, and changes for upstream are published in the fork of '{Printable.Quote(owner)}'.")
            : (FollowUpPlan.IssueAndSession, $"Its severity is {report.Severity.Value}; sessions are started from {feedback.SessionSeverity} on.");
    }
}
