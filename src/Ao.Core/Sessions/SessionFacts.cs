using Ao.Agents;
using Ao.Consents;
using Ao.Reports;
using Ao.Scm;

namespace Ao.Sessions;

/// <summary>What is written to the journal about sessions. A fact is never changed once a version of Ao was released with it: a new form gets an upcaster.</summary>
internal static class SessionFacts
{
    internal sealed record Requested(SessionId Id, ProjectId Project, string Title, string Prompt, string Agent, SessionRole Role, string Branch, IReadOnlyList<SessionId> DependsOn, OperationKey? Key);

    /// <summary>Stands in a stream of the key's own.</summary>
    internal sealed record SpawnKeyed(SessionId Id);

    internal sealed record Admitted;

    /// <param name="Workspace">The workspace.</param>
    /// <param name="Scm">The scm that holds it, whatever the configuration says later.</param>
    internal sealed record WorkspaceOpened(Workspace Workspace, string? Scm = null);

    /// <param name="Run">The number of the launch.</param>
    /// <param name="MessageId">The message that it is launched with.</param>
    /// <param name="Runtime">The runtime that the process lives in, whatever the configuration says later.</param>
    internal sealed record LaunchIntended(int Run, string? MessageId, string? Runtime = null);

    internal sealed record Launched(int Run, string Handle, bool Acknowledges = false);

    internal sealed record ActivityChanged(int Run, long Cursor, AgentActivity Activity, string? Detail);

    internal sealed record ConversationStarted(int Run, long Cursor, string ConversationId);

    internal sealed record UsageReported(int Run, long Cursor, long InputTokens, long OutputTokens, long CachedTokens, long ReasoningTokens);

    internal sealed record ReportFiled(int Run, long Cursor, OperationKey Operation, Report Report);

    internal sealed record ReportSubmitted(OperationKey Operation, ReportReceipt Receipt);

    internal sealed record ReportNotSubmitted(OperationKey Operation, string Reason);

    internal sealed record OutputUnreadable(int Run, long Cursor, string Problem);

    internal sealed record DoneClaimed(int Run, long Cursor, string? Summary, string? Revision);

    internal sealed record RunEnded(int Run, int? ExitCode);

    internal sealed record MessageAccepted(string MessageId, string Text);

    internal sealed record MessageMoved(string MessageId, MessageStage Stage, string? Reason);

    /// <param name="Verification">What was found.</param>
    /// <param name="HasChanges">Whether the verified revision differs from where the workspace started.</param>
    /// <param name="ChangedPaths">What differs in that revision: what a person is shown who is asked to let it be proposed.</param>
    /// <param name="MoreChangedPaths">How many more paths differ than are listed.</param>
    internal sealed record Verified(Verification Verification, bool HasChanges, IReadOnlyList<string>? ChangedPaths = null, int MoreChangedPaths = 0);

    internal sealed record Done(string? Note);

    internal sealed record Stopped(string? Reason);

    internal sealed record Failed(string Reason);

    internal sealed record Lost(string Reason);

    /// <summary>Something stands in the way of the session that is not its end; nothing any more, where there is no reason.</summary>
    internal sealed record Hindered(string? Reason);

    internal sealed record Restored;

    internal sealed record ProposalRequested;

    internal sealed record PullRequestOpened(int Number, string Revision, Uri? Address);

    internal sealed record PullRequestUpdated(int Number, string Revision);

    internal sealed record PullRequestRefused(string Reason);

    /// <summary>It is not known whether an operation on the pull request has happened.</summary>
    internal sealed record PullRequestUnknown(string Reason, OperationKey Operation);

    internal sealed record PullRequestMerged(int Number, string? MergeRevision);

    /// <summary>Is written before anything of the workspace is touched: from here on its folder may be gone.</summary>
    internal sealed record WorkspaceClosing;

    internal sealed record WorkspaceClosed(string Revision);

    /// <summary>The closing was begun and could not be brought to its end.</summary>
    internal sealed record WorkspaceNotClosed(string Reason);

    internal sealed record WorkspaceUndeleted(Workspace Workspace);

    /// <summary>The agent has asked the operator something.</summary>
    internal sealed record QuestionAsked(int Run, string QuestionId, string Text, IReadOnlyList<string> Choices);

    /// <summary>A person has answered. The answer goes to the session as a message, in the same append.</summary>
    internal sealed record QuestionAnswered(string QuestionId, string Answer, Operator By);

    /// <summary>The agent has asked to be allowed something.</summary>
    /// <param name="Run">The number of the launch.</param>
    /// <param name="Operation">The operation that the consent is for.</param>
    /// <param name="Title">One line that says what it is.</param>
    /// <param name="Parameters">Exactly what it is: what the consent is bound to.</param>
    internal sealed record ConsentRequested(int Run, OperationKey Operation, string Title, IReadOnlyDictionary<string, string> Parameters);

    /// <summary>It was decided. The outcome goes to the session as a message, in the same append.</summary>
    internal sealed record ConsentSettled(OperationKey Operation, bool Granted, string? Reason);
}
