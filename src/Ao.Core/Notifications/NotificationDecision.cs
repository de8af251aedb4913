using Ao.Agents;
using Ao.Journal;
using Ao.Notifiers;
using Ao.Sessions;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Notifications;

/// <summary>Decides what people are told: a pure function.</summary>
internal static class NotificationDecision
{
    /// <summary>Decides whether a fact is worth telling.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="body">Its content.</param>
    /// <param name="session">The session that it is about.</param>
    /// <param name="key">The operation of telling it.</param>
    /// <returns>What to tell, or <see langword="null"/>.</returns>
    public static Notification? Decide(Fact fact, object body, SessionState session, OperationKey key)
    {
        (NotificationPriority Priority, string Title, string? Body)? told = body switch
        {
            Facts.ActivityChanged { Activity: AgentActivity.WaitingForInput } asked => (NotificationPriority.Action, "asks something", asked.Detail),
            Facts.ActivityChanged { Activity: AgentActivity.Blocked } blocked => (NotificationPriority.Action, "is blocked", blocked.Detail),
            Facts.QuestionAsked question => (NotificationPriority.Action, "asks something", question.Text),
            Facts.TurnEnded { Outcome: TurnOutcome.Failed } failed => (NotificationPriority.Action, "is blocked", failed.Detail),
            Facts.TurnOverdue overdue => (NotificationPriority.Action, "is blocked", overdue.Reason),
            Facts.ProviderLimited { Kind: ProviderLimitKind.SignInExpired or ProviderLimitKind.Exhausted } limited => (NotificationPriority.Action, $"is held back by its provider '{Printable.Quote(limited.Provider)}'", limited.Detail),
            Facts.Done done => (NotificationPriority.Info, "is done", done.Note),
            Facts.Failed failed => (NotificationPriority.Urgent, "failed", failed.Reason),
            Facts.Lost lost => (NotificationPriority.Urgent, "is lost", lost.Reason),
            Facts.Verified { Verification.Passed: false } => (NotificationPriority.Warning, "did not pass its verification", null),
            Facts.PullRequestOpened opened => (NotificationPriority.Info, $"opened pull request {opened.Number}", null),
            Facts.PullRequestRefused refused => (NotificationPriority.Warning, "has no pull request", refused.Reason),
            Facts.PullRequestUnknown unknown => (NotificationPriority.Action, "may have a pull request that must be looked for", unknown.Reason),
            Facts.PullRequestMerged merged => (NotificationPriority.Info, $"had pull request {merged.Number} merged", null),
            Facts.ReportFiled filed => (NotificationPriority.Info, "filed a report", filed.Report.Title),
            _ => null,
        };
        return told is not { } tell ? null : new Notification
        {
            Key = key,
            Priority = tell.Priority,
            Title = $"{session.Id} {tell.Title}",
            Body = Printable.Clean(tell.Body ?? session.Request.Title),
            At = fact.At,
            Project = session.Request.Project,
            Session = session.Id,
        };
    }
}
