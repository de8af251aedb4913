using Ao.Agents;
using Ao.Consents;
using Ao.Enforcement;
using Ao.Prompts;
using Ao.PullRequests;
using Ao.Reports;
using Ao.Scm;

namespace Ao.Sessions;

/// <summary>What is written to the journal about sessions. A fact is never changed once a version of Ao was released with it: a new form gets an upcaster.</summary>
internal static class SessionFacts
{
    internal sealed record Requested(SessionId Id, ProjectId Project, string Title, string Prompt, string Agent, SessionRole Role, string Branch, IReadOnlyList<SessionId> DependsOn, OperationKey? Key, AgentMode Mode = AgentMode.Structured, IReadOnlyList<OutsideText>? Context = null, SessionId? Reviews = null, string? Revision = null, IssueReference? Issue = null, SessionEnforcement? Enforcement = null, int? PullRequest = null, SessionId? SpawnedBy = null, int Generation = 0);

    /// <summary>Stands in a stream of the key's own.</summary>
    internal sealed record SpawnKeyed(SessionId Id);

    internal sealed record Admitted;

    /// <param name="Workspace">The workspace.</param>
    /// <param name="Scm">The scm that holds it, whatever the configuration says later.</param>
    internal sealed record WorkspaceOpened(Workspace Workspace, string? Scm = null);

    /// <param name="Run">The number of the launch.</param>
    /// <param name="MessageId">The message that it is launched with.</param>
    /// <param name="Runtime">The runtime that the process lives in, whatever the configuration says later.</param>
    /// <param name="Mode">How the tool is run.</param>
    /// <param name="TakesUp">Whether the conversation is only taken up, with nothing to say.</param>
    internal sealed record LaunchIntended(int Run, string? MessageId, string? Runtime = null, AgentMode Mode = AgentMode.Structured, bool TakesUp = false);

    /// <param name="Run">The number of the launch.</param>
    /// <param name="Handle">How to find the process.</param>
    /// <param name="Acknowledges">Whether the agent acknowledges messages.</param>
    /// <param name="Provider">The provider whose limits the run shares.</param>
    /// <param name="TakesTurns">Whether the agent works in turns.</param>
    /// <param name="Enforcement">The enforcement level that the run has.</param>
    internal sealed record Launched(int Run, string Handle, bool Acknowledges = false, string? Provider = null, bool TakesTurns = false, SessionEnforcement? Enforcement = null);

    /// <param name="Run">The number of the launch.</param>
    /// <param name="Cursor">Where it was read.</param>
    /// <param name="Activity">What the agent does.</param>
    /// <param name="Detail">More about it.</param>
    /// <param name="Source">What it was read from.</param>
    /// <param name="At">When it happened, by the agent's own account.</param>
    internal sealed record ActivityChanged(int Run, long Cursor, AgentActivity Activity, string? Detail, SignalSource Source = SignalSource.Stream, DateTimeOffset? At = null);

    internal sealed record TurnEnded(int Run, long Cursor, TurnOutcome Outcome, string? Detail, SignalSource Source = SignalSource.Stream, DateTimeOffset? At = null);

    /// <summary>Nothing was heard of a turn for so long that it was broken off.</summary>
    internal sealed record TurnOverdue(int Run, string Reason);

    internal sealed record PermissionAsked(int Run, long Cursor, string QuestionId, string Tool, string Title, IReadOnlyDictionary<string, string> Parameters);

    internal sealed record PermissionSettled(int Run, long Cursor, string QuestionId);

    /// <summary>The agent was given an answer.</summary>
    internal sealed record PermissionAnswered(int Run, string QuestionId, bool IsAllowed, string? Reason);

    internal sealed record ProviderLimited(int Run, long Cursor, string Provider, ProviderLimitKind Kind, DateTimeOffset? ResetsAt, string? Detail);

    /// <summary>The session is to go on in another way of running, when the turn has ended.</summary>
    internal sealed record HandOverRequested(AgentMode Mode);

    internal sealed record InterruptRequested;

    /// <param name="Problem">Why the agent could not be asked, where it could not.</param>
    internal sealed record Interrupted(string? Problem);

    internal sealed record ConversationStarted(int Run, long Cursor, string ConversationId);

    internal sealed record UsageReported(int Run, long Cursor, long InputTokens, long OutputTokens, long CachedTokens, long ReasoningTokens, string? Model = null);

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

    /// <summary>The session is to spend nothing until it is resumed.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Budget">The budget that is used up; <see langword="null"/> where a person has paused it.</param>
    internal sealed record Paused(string Reason, string? Budget = null);

    /// <param name="Reason">Why it may go on.</param>
    internal sealed record Resumed(string? Reason = null);

    /// <summary>A part of the budgets is kept for the turn, or the run, that is about to begin. Its end settles it, whatever kind of end it is.</summary>
    /// <param name="Tokens">How many tokens.</param>
    /// <param name="Money">How much money, in the currency of the budgets that limit it.</param>
    internal sealed record BudgetReserved(long Tokens, decimal Money = 0);

    /// <summary>A reviewer has given its verdict.</summary>
    /// <param name="Run">The number of the launch.</param>
    /// <param name="Verdict">The verdict.</param>
    /// <param name="Summary">Why.</param>
    /// <param name="Findings">What was found, one text for each.</param>
    /// <param name="Details">The same, with what the reviewer says of each besides.</param>
    internal sealed record VerdictGiven(int Run, ReviewVerdict Verdict, string Summary, IReadOnlyList<string> Findings, IReadOnlyList<VerdictFinding>? Details = null);

    /// <param name="Note">Why it was not put on a pull request, where it was not.</param>
    internal sealed record VerdictPosted(string? Note);

    internal sealed record ProposalRequested;

    internal sealed record PullRequestOpened(int Number, string Revision, Uri? Address);

    internal sealed record PullRequestUpdated(int Number, string Revision);

    internal sealed record PullRequestRefused(string Reason);

    /// <summary>It could not be opened or changed now, and nothing of it was done: it is tried again.</summary>
    internal sealed record PullRequestDelayed(ProposalWait Wait);

    /// <summary>It is not known whether an operation on the pull request has happened.</summary>
    internal sealed record PullRequestUnknown(string Reason, OperationKey Operation);

    /// <summary>The session owns a pull request that it has not opened itself.</summary>
    internal sealed record PullRequestAdopted(int Number, string Revision, Uri? Address);

    /// <param name="Number">The pull request, which the session does not own any more.</param>
    /// <param name="Holder">Who owns it now.</param>
    internal sealed record PullRequestTakenOver(int Number, string Holder);

    internal sealed record PullRequestMerged(int Number, string? MergeRevision);

    /// <summary>Somebody has closed it on the forge without a merge.</summary>
    internal sealed record PullRequestClosed(int Number);

    /// <summary>A designer has proposed how to break an issue down, as it wrote it: nothing of it is checked yet.</summary>
    internal sealed record BreakdownProposed(int Run, long Cursor, string Json);

    /// <summary>The agent has pushed something to the session's gate.</summary>
    internal sealed record PushSeen(int Number, string Reference, string? Revision, PushState State, string? Reason, IReadOnlyList<string>? ChangedPaths = null, int MoreChangedPaths = 0);

    /// <summary>It is known what becomes of a push.</summary>
    internal sealed record PushSettled(int Number, PushState State, string? Reason);

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
