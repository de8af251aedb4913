using Ao.Journal;

namespace Ao.Sessions;

/// <summary>The names that facts about sessions have in the journal.</summary>
internal static class SessionFactKinds
{
    public const string StreamPrefix = "session/";

    /// <summary>Begins the names of the streams that say which session a key was used for.</summary>
    public const string SpawnPrefix = "spawn/";

    public static IReadOnlyList<FactKind> All { get; } =
    [
        new("session.requested", SessionFactsJson.Default.Requested),
        new("session.spawn-keyed", SessionFactsJson.Default.SpawnKeyed),
        new("session.admitted", SessionFactsJson.Default.Admitted),
        new("session.workspace-opened", SessionFactsJson.Default.WorkspaceOpened),
        new("session.launch-intended", SessionFactsJson.Default.LaunchIntended),
        new("session.launched", SessionFactsJson.Default.Launched),
        new("session.activity-changed", SessionFactsJson.Default.ActivityChanged),
        new("session.turn-ended", SessionFactsJson.Default.TurnEnded),
        new("session.turn-overdue", SessionFactsJson.Default.TurnOverdue),
        new("session.permission-asked", SessionFactsJson.Default.PermissionAsked),
        new("session.permission-settled", SessionFactsJson.Default.PermissionSettled),
        new("session.permission-answered", SessionFactsJson.Default.PermissionAnswered),
        new("session.provider-limited", SessionFactsJson.Default.ProviderLimited),
        new("session.hand-over-requested", SessionFactsJson.Default.HandOverRequested),
        new("session.interrupt-requested", SessionFactsJson.Default.InterruptRequested),
        new("session.interrupted", SessionFactsJson.Default.Interrupted),
        new("session.conversation-started", SessionFactsJson.Default.ConversationStarted),
        new("session.usage-reported", SessionFactsJson.Default.UsageReported),
        new("session.report-filed", SessionFactsJson.Default.ReportFiled),
        new("session.report-submitted", SessionFactsJson.Default.ReportSubmitted),
        new("session.report-not-submitted", SessionFactsJson.Default.ReportNotSubmitted),
        new("session.output-unreadable", SessionFactsJson.Default.OutputUnreadable),
        new("session.done-claimed", SessionFactsJson.Default.DoneClaimed),
        new("session.run-ended", SessionFactsJson.Default.RunEnded),
        new("session.message-accepted", SessionFactsJson.Default.MessageAccepted),
        new("session.message-moved", SessionFactsJson.Default.MessageMoved),
        new("session.verified", SessionFactsJson.Default.Verified),
        new("session.done", SessionFactsJson.Default.Done),
        new("session.stopped", SessionFactsJson.Default.Stopped),
        new("session.failed", SessionFactsJson.Default.Failed),
        new("session.lost", SessionFactsJson.Default.Lost),
        new("session.hindered", SessionFactsJson.Default.Hindered),
        new("session.restored", SessionFactsJson.Default.Restored),
        new("session.paused", SessionFactsJson.Default.Paused),
        new("session.resumed", SessionFactsJson.Default.Resumed),
        new("session.budget-reserved", SessionFactsJson.Default.BudgetReserved),
        new("session.verdict-given", SessionFactsJson.Default.VerdictGiven),
        new("session.verdict-posted", SessionFactsJson.Default.VerdictPosted),
        new("session.proposal-requested", SessionFactsJson.Default.ProposalRequested),
        new("session.pull-request-opened", SessionFactsJson.Default.PullRequestOpened),
        new("session.pull-request-updated", SessionFactsJson.Default.PullRequestUpdated),
        new("session.pull-request-refused", SessionFactsJson.Default.PullRequestRefused),
        new("session.pull-request-delayed", SessionFactsJson.Default.PullRequestDelayed),
        new("session.pull-request-unknown", SessionFactsJson.Default.PullRequestUnknown),
        new("session.pull-request-adopted", SessionFactsJson.Default.PullRequestAdopted),
        new("session.pull-request-taken-over", SessionFactsJson.Default.PullRequestTakenOver),
        new("session.breakdown-proposed", SessionFactsJson.Default.BreakdownProposed),
        new("session.pull-request-merged", SessionFactsJson.Default.PullRequestMerged),
        new("session.pull-request-closed", SessionFactsJson.Default.PullRequestClosed),
        new("session.push-seen", SessionFactsJson.Default.PushSeen),
        new("session.push-settled", SessionFactsJson.Default.PushSettled),
        new("session.workspace-closing", SessionFactsJson.Default.WorkspaceClosing),
        new("session.workspace-closed", SessionFactsJson.Default.WorkspaceClosed),
        new("session.workspace-not-closed", SessionFactsJson.Default.WorkspaceNotClosed),
        new("session.workspace-undeleted", SessionFactsJson.Default.WorkspaceUndeleted),
        new("session.question-asked", SessionFactsJson.Default.QuestionAsked),
        new("session.question-answered", SessionFactsJson.Default.QuestionAnswered),
        new("session.consent-requested", SessionFactsJson.Default.ConsentRequested),
        new("session.consent-settled", SessionFactsJson.Default.ConsentSettled),
    ];

    public static string StreamOf(SessionId id) => StreamPrefix + id.Value;
}
