using Ao.PullRequests;
using Ao.Sessions;

namespace Ao.Reports;

/// <summary>Decides what is next for a report: a pure function of its state, its head's and its session's.</summary>
internal static class FollowUpDecision
{
    /// <summary>Gives the next step.</summary>
    /// <param name="report">The report.</param>
    /// <param name="head">The report that it is linked to, where it is.</param>
    /// <param name="session">The session that mends it, where there is one.</param>
    /// <param name="maySpeak">Whether effects may be begun for it: not while the session that filed it is stopped.</param>
    public static FollowUpStep Next(ReportState report, ReportState? head, SessionState? session, bool maySpeak)
    {
        if (report.Route is null)
        {
            return FollowUpStep.Route;
        }

        if (report.Halt is not null || !maySpeak)
        {
            return FollowUpStep.Rest;
        }

        if (report.Link is { } link)
        {
            return head?.Issue is not null && report.MentionedTo != link.Head ? FollowUpStep.Mention : FollowUpStep.Rest;
        }

        if (report.Issue is null)
        {
            return report.Plan == FollowUpPlan.ReportOnly ? FollowUpStep.Rest : FollowUpStep.ResolveIssue;
        }

        if (report.LabelledSeverity != report.Severity.Value && !report.IsMerged)
        {
            return FollowUpStep.Label;
        }

        return report.Plan switch
        {
            null => FollowUpStep.Plan,
            _ when report.Session is not null => Following(report, session),
            FollowUpPlan.IssueForkAndSession when report.ForkLocation is null => FollowUpStep.EnsureFork,
            FollowUpPlan.IssueAndSession or FollowUpPlan.IssueForkAndSession => FollowUpStep.StartSession,
            _ => FollowUpStep.Rest,
        };
    }

    private static FollowUpStep Following(ReportState report, SessionState? session) => session?.PullRequest switch
    {
        null => FollowUpStep.Rest,
        { Number: not null } when report.PullRequest is null => FollowUpStep.NotePullRequest,
        { Number: not null } when !report.Told.Contains(WriteBack.PullRequest) => FollowUpStep.TellPullRequest,
        { State: ProposalState.Merged } when !report.IsMerged => FollowUpStep.TellMerged,
        { State: ProposalState.Refused, Number: null } when !report.IsDowngraded => FollowUpStep.NoteRefusal,
        _ => FollowUpStep.Rest,
    };
}
