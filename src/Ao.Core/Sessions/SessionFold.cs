using Ao.Agents;
using Ao.Journal;
using Ao.PullRequests;
using Ao.Runtimes;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Sessions;

/// <summary>Folds facts to the state of a session: a pure function.</summary>
internal static class SessionFold
{
    /// <summary>Takes a fact into the state.</summary>
    /// <param name="state">The state, or <see langword="null"/> before the first fact.</param>
    /// <param name="fact">The fact.</param>
    /// <param name="body">Its content.</param>
    /// <returns>The state afterwards; <see langword="null"/> while the session was not requested.</returns>
    public static SessionState? Apply(SessionState? state, Fact fact, object body)
    {
        if (body is Facts.Requested requested)
        {
            return state ?? new SessionState { Request = requested, Version = fact.Version, CreatedAt = fact.At, UpdatedAt = fact.At };
        }

        return state is null ? null : Apply(state, body, fact.At) with { Version = fact.Version, UpdatedAt = fact.At };
    }

    private static SessionState Apply(SessionState state, object body, DateTimeOffset at) => body switch
    {
        Facts.Admitted => state with { Admitted = true },
        Facts.WorkspaceOpened opened => state with { Workspace = opened.Workspace, WorkspaceClosed = false },
        Facts.LaunchIntended intended => Intend(state, intended),
        Facts.Launched launched => Launch(state, launched),
        Facts.ActivityChanged changed => Advance(state, changed.Run, changed.Cursor) with { Activity = changed.Activity, Detail = changed.Detail },
        Facts.ConversationStarted started => Advance(state, started.Run, started.Cursor) with { ConversationId = started.ConversationId },
        Facts.UsageReported used => Advance(state, used.Run, used.Cursor) with { Usage = Add(state.Usage, used) },
        Facts.ReportFiled filed => Advance(state, filed.Run, filed.Cursor) with { Reports = state.Reports.Add(new FiledReport { Operation = filed.Operation, Report = filed.Report, At = at }) },
        Facts.ReportSubmitted submitted => WithReport(state, submitted.Operation, report => report with { Receipt = submitted.Receipt, Problem = null }),
        Facts.ReportNotSubmitted refused => WithReport(state, refused.Operation, report => report with { Problem = refused.Reason }),
        Facts.OutputUnreadable unreadable => Advance(state, unreadable.Run, unreadable.Cursor),
        Facts.DoneClaimed claim => Claim(Advance(state, claim.Run, claim.Cursor), claim),
        Facts.RunEnded ended => state.Run is { } run && run.Id.Number == ended.Run
            ? state with { Run = run with { Ended = true, ExitCode = ended.ExitCode } }
            : state,
        Facts.MessageAccepted message => state with { Messages = state.Messages.Add(new MessageReceipt { Id = message.MessageId, Text = message.Text, Stage = MessageStage.Persisted, At = at }) },
        Facts.MessageMoved moved => Move(state, moved.MessageId, moved.Stage, moved.Reason),
        Facts.Verified verified => Verify(state, verified),
        Facts.Done done => state with { End = new SessionEnd(SessionStatus.Done, done.Note), Detail = null },
        Facts.Stopped stopped => state with { End = new SessionEnd(SessionStatus.Stopped, stopped.Reason), Claim = null },
        Facts.Failed failed => state with { End = new SessionEnd(SessionStatus.Failed, failed.Reason), Claim = null },
        Facts.Lost lost => state with { End = new SessionEnd(SessionStatus.Lost, lost.Reason), Claim = null },
        Facts.Restored => state with { End = null, FailedAttempts = 0, Detail = null, WorkspaceKept = false },
        Facts.ProposalRequested => state with { PullRequest = Reopen(state.PullRequest) },
        Facts.PullRequestOpened opened => state with { PullRequest = new ProposedChange { Number = opened.Number, Revision = opened.Revision, Address = opened.Address, State = ProposalState.Open } },
        Facts.PullRequestUpdated updated when state.PullRequest is { } proposed => state with { PullRequest = proposed with { Revision = updated.Revision } },
        Facts.PullRequestRefused refused => state with { PullRequest = (state.PullRequest ?? new ProposedChange { State = ProposalState.Refused }) with { State = state.PullRequest?.State ?? ProposalState.Refused, Reason = refused.Reason } },
        Facts.PullRequestUnknown unknown => state with { PullRequest = (state.PullRequest ?? new ProposedChange { State = ProposalState.Unknown }) with { State = ProposalState.Unknown, Reason = unknown.Reason, Operation = unknown.Operation } },
        Facts.PullRequestMerged merged when state.PullRequest is { } proposed => state with { PullRequest = proposed with { State = ProposalState.Merged, MergeRevision = merged.MergeRevision, Reason = null, Operation = null } },
        Facts.WorkspaceClosed => state with { WorkspaceClosed = true, WorkspaceKept = false, Handles = [] },
        Facts.WorkspaceUndeleted undeleted => state with { Workspace = undeleted.Workspace, WorkspaceClosed = false, WorkspaceKept = true },
        _ => state,
    };

    private static SessionState Intend(SessionState state, Facts.LaunchIntended intended) => state with
    {
        Run = new SessionRun { Id = new RunId(state.Id, intended.Run), MessageId = intended.MessageId },
        End = null,
        Claim = null,
        Detail = null,
        Activity = AgentActivity.Active,
    };

    private static SessionState Launch(SessionState state, Facts.Launched launched)
    {
        if (state.Run is not { } run || run.Id.Number != launched.Run)
        {
            return state;
        }

        var handle = new RunHandle(run.Id, launched.Handle);
        var running = state with { Run = run with { Handle = handle }, Handles = state.Handles.Add(handle) };
        return run.MessageId is { } message ? Move(running, message, MessageStage.Submitted, null) : running;
    }

    /// <summary>Gives the proposal as it was before it was refused or became unknown: none, or open.</summary>
    private static ProposedChange? Reopen(ProposedChange? proposal) => proposal switch
    {
        { Number: null } => null,
        { State: ProposalState.Unknown } => proposal with { State = ProposalState.Open, Reason = null, Operation = null },
        _ => proposal,
    };

    private static SessionState Claim(SessionState state, Facts.DoneClaimed claim) =>
        state with { Claim = claim, Run = state.Run is { } run && run.Id.Number == claim.Run ? run with { Claimed = true } : state.Run };

    private static SessionState Advance(SessionState state, int run, long cursor) =>
        state.Run is { } current && current.Id.Number == run && cursor > current.Cursor
            ? state with { Run = current with { Cursor = cursor } }
            : state;

    private static SessionState Verify(SessionState state, Facts.Verified verified) => state with
    {
        Claim = null,
        Verifications = state.Verifications.Add(verified.Verification),
        FailedAttempts = verified.Verification.Passed ? 0 : state.FailedAttempts + 1,
        VerifiedRevision = verified.Verification.Passed ? verified.Verification.Revision : state.VerifiedRevision,
        HasChanges = verified.HasChanges,
    };

    private static SessionState Move(SessionState state, string id, MessageStage stage, string? reason)
    {
        var index = state.Messages.FindIndex(message => message.Id == id);
        if (index < 0 || (stage != MessageStage.Failed && stage <= state.Messages[index].Stage && state.Messages[index].Stage != MessageStage.Failed))
        {
            return state;
        }

        return state with { Messages = state.Messages.SetItem(index, state.Messages[index] with { Stage = stage, Reason = reason }) };
    }

    private static SessionState WithReport(SessionState state, OperationKey operation, Func<FiledReport, FiledReport> change)
    {
        var index = state.Reports.FindIndex(report => report.Operation == operation);
        return index < 0 ? state : state with { Reports = state.Reports.SetItem(index, change(state.Reports[index])) };
    }

    private static SessionUsage Add(SessionUsage usage, Facts.UsageReported used) => new(
        usage.InputTokens + used.InputTokens,
        usage.OutputTokens + used.OutputTokens,
        usage.CachedTokens + used.CachedTokens,
        usage.ReasoningTokens + used.ReasoningTokens);
}
