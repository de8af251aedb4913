using System.Collections.Immutable;
using Ao.Agents;
using Ao.Journal;
using Ao.PullRequests;
using Ao.Runtimes;
using Ao.Scm;
using Ao.Sessions.Pushes;
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
            return state ?? new SessionState { Request = requested, Mode = requested.Mode, Enforcement = requested.Enforcement, PullRequest = Taken(requested), Version = fact.Version, RequestedAt = fact.Position, CreatedAt = fact.At, UpdatedAt = fact.At };
        }

        return state is null ? null : Apply(state, body, fact.At) with { Version = fact.Version, UpdatedAt = fact.At, Hindrance = HindranceAfter(state, body) };
    }

    /// <summary>What stood in the way does so no more once the session has moved on; being told something is no move.</summary>
    private static string? HindranceAfter(SessionState state, object body) => body switch
    {
        Facts.Hindered hindered => hindered.Reason,
        Facts.Interrupted interrupted => interrupted.Problem,
        Facts.MessageAccepted or Facts.PushSeen or Facts.PushSettled or Facts.ReportSubmitted or Facts.ReportNotSubmitted or Facts.QuestionAnswered or Facts.ConsentSettled => state.Hindrance,
        _ => null,
    };

    private static SessionState Apply(SessionState state, object body, DateTimeOffset at) => body switch
    {
        Facts.Admitted => state with { Admitted = true },
        Facts.WorkspaceOpened opened => Open(state, opened.Workspace, opened.Scm),
        Facts.LaunchIntended intended => Intend(state, intended),
        Facts.Launched launched => Launch(state, launched),
        Facts.ActivityChanged changed => Change(Advance(state, changed.Run, changed.Cursor), changed, at),
        Facts.TurnEnded ended => EndTurn(Advance(state, ended.Run, ended.Cursor), ended, at),
        Facts.TurnOverdue overdue => state with { Activity = AgentActivity.Blocked, Detail = overdue.Reason, Overdue = overdue.Reason, ActivityAt = at, ActivitySource = SignalSource.OperatingSystem },
        Facts.PermissionAsked asked => Ask(Advance(state, asked.Run, asked.Cursor), asked),
        Facts.PermissionSettled settled => Advance(state, settled.Run, settled.Cursor) with { Permissions = Without(state, settled.QuestionId) },
        Facts.PermissionAnswered answered => state with { Permissions = Without(state, answered.QuestionId) },
        Facts.ProviderLimited limited => Advance(state, limited.Run, limited.Cursor) with { Detail = limited.Detail },
        Facts.HandOverRequested handOver => state with { Mode = handOver.Mode },
        Facts.InterruptRequested => state with { InterruptRequested = true },
        Facts.Interrupted => state with { InterruptRequested = false },
        Facts.ConversationStarted started => Advance(state, started.Run, started.Cursor) with { ConversationId = started.ConversationId },
        Facts.UsageReported used => Use(Advance(state, used.Run, used.Cursor), used),
        Facts.ReportFiled filed => Advance(state, filed.Run, filed.Cursor) with { Reports = state.Reports.Add(new FiledReport { Operation = filed.Operation, Report = filed.Report, At = at }) },
        Facts.ReportSubmitted submitted => WithReport(state, submitted.Operation, report => report with { Receipt = submitted.Receipt, Problem = null }),
        Facts.ReportNotSubmitted refused => WithReport(state, refused.Operation, report => report with { Problem = refused.Reason }),
        Facts.OutputUnreadable unreadable => Advance(state, unreadable.Run, unreadable.Cursor),
        Facts.DoneClaimed claim => Claim(Advance(state, claim.Run, claim.Cursor), claim),
        Facts.RunEnded ended => state.Run is { } run && run.Id.Number == ended.Run
            ? End(state, run, ended)
            : state,
        Facts.MessageAccepted message => state with { Messages = state.Messages.Add(new MessageReceipt { Id = message.MessageId, Text = message.Text, Stage = MessageStage.Persisted, At = at }) },
        Facts.MessageMoved moved => Move(state, moved.MessageId, moved.Stage, moved.Reason),
        Facts.Verified verified => Verify(state, verified),
        Facts.Done done => End(state, SessionStatus.Done, done.Note) with { Detail = null },
        Facts.Stopped stopped => End(state, SessionStatus.Stopped, stopped.Reason),
        Facts.Failed failed => End(state, SessionStatus.Failed, failed.Reason),
        Facts.Lost lost => End(state, SessionStatus.Lost, lost.Reason),
        Facts.Paused paused => state with { Pause = new SessionPause(paused.Reason, paused.Budget, at, state.Pause?.BrokeOff ?? (state.HasLiveRun && !state.TurnIsOver)), Reservation = state.HasLiveRun ? state.Reservation : null },
        Facts.Resumed => state with { Pause = null },
        Facts.BudgetReserved reserved => state with { Reservation = reserved },
        Facts.Restored => state with { End = null, FailedAttempts = 0, Detail = null, WorkspaceKept = false },
        Facts.VerdictGiven given => state with
        {
            Verdict = new SessionVerdict { Revision = state.Workspace?.BaseRevision ?? state.Request.Revision ?? "", Verdict = given.Verdict, Summary = given.Summary, Findings = given.Findings, Details = given.Details ?? [], At = at },
        },
        Facts.VerdictPosted posted => state with { Verdict = state.Verdict! with { IsPosted = true, Note = posted.Note } },
        Facts.ProposalRequested => state with { PullRequest = Reopen(state.PullRequest) },
        Facts.PullRequestOpened opened => state with { PullRequest = new ProposedChange { Number = opened.Number, Revision = opened.Revision, Address = opened.Address, State = ProposalState.Open } },
        Facts.PullRequestUpdated updated when state.PullRequest is { } proposed => state with { PullRequest = proposed with { Revision = updated.Revision, Wait = null } },
        Facts.PullRequestDelayed delayed => state with { PullRequest = (state.PullRequest ?? new ProposedChange { State = ProposalState.Waiting }) with { Wait = delayed.Wait } },
        Facts.PullRequestRefused refused => state with { PullRequest = (state.PullRequest ?? new ProposedChange { State = ProposalState.Refused }) with { State = state.PullRequest?.State is { } known and not ProposalState.Waiting ? known : ProposalState.Refused, Reason = refused.Reason, Wait = null } },
        Facts.PullRequestUnknown unknown => state with { PullRequest = (state.PullRequest ?? new ProposedChange { State = ProposalState.Unknown }) with { State = ProposalState.Unknown, Reason = unknown.Reason, Operation = unknown.Operation, Wait = null } },

        // What was verified before is another change: only what is verified from here on goes into the pull request that was taken up.
        Facts.PullRequestAdopted adopted => state with { VerifiedRevision = null, HasChanges = false, AdoptedRevision = adopted.Revision, PullRequest = new ProposedChange { Number = adopted.Number, Revision = adopted.Revision, Address = adopted.Address, State = ProposalState.Open } },
        Facts.PullRequestTakenOver taken when state.PullRequest is { State: not ProposalState.Merged } proposed && proposed.Number == taken.Number => state with { PullRequest = proposed with { State = ProposalState.TakenOver, Reason = $"It is held by {taken.Holder} now.", Wait = null } },
        Facts.BreakdownProposed proposed => Advance(state, proposed.Run, proposed.Cursor) with { Breakdown = proposed.Json, Breakdowns = state.Breakdowns + 1 },
        Facts.PullRequestMerged merged when state.PullRequest is { } proposed => state with { PullRequest = proposed with { State = ProposalState.Merged, MergeRevision = merged.MergeRevision, Reason = null, Operation = null, Wait = null } },
        Facts.PullRequestClosed when state.PullRequest is { } proposed => state with { PullRequest = proposed with { State = ProposalState.Closed, Wait = null } },
        Facts.WorkspaceClosing => state with { WorkspaceClosing = true, CloseProblem = null },
        Facts.WorkspaceClosed => state with { WorkspaceClosed = true, WorkspaceClosing = false, CloseProblem = null, WorkspaceKept = false, Handles = [] },
        Facts.WorkspaceNotClosed problem => state with { CloseProblem = problem.Reason },
        Facts.WorkspaceUndeleted undeleted => Open(state, undeleted.Workspace, scm: null) with { WorkspaceKept = true },
        Facts.PushSeen or Facts.PushSettled => PushFold.Apply(state, body, at),
        Facts.QuestionAsked or Facts.QuestionAnswered or Facts.ConsentRequested or Facts.ConsentSettled => RequestFold.Apply(state, body, at),
        _ => state,
    };

    /// <summary>Gives the pull request that a session was asked to take up: what it verifies goes there.</summary>
    private static ProposedChange? Taken(Facts.Requested requested) =>
        requested.PullRequest is { } number ? new ProposedChange { Number = number, Revision = requested.Revision, State = ProposalState.Open } : null;

    private static SessionState Open(SessionState state, Workspace workspace, string? scm) =>
        state with { Workspace = workspace, Scm = scm ?? state.Scm, WorkspaceClosed = false, WorkspaceClosing = false, CloseProblem = null };

    private static SessionState Intend(SessionState state, Facts.LaunchIntended intended) => state with
    {
        Run = new SessionRun { Id = new RunId(state.Id, intended.Run), MessageId = intended.MessageId, Runtime = intended.Runtime, Mode = intended.Mode, TakesUp = intended.TakesUp },
        End = null,
        Claim = null,
        Detail = null,
        Activity = intended.TakesUp ? AgentActivity.Ready : AgentActivity.Active,
        TurnIsOver = intended.TakesUp,
        ActivityAt = null,
        Overdue = null,
        TurnUsageIsWhole = true,
    };

    /// <summary>Takes in what the agent does. What a screen shows does not overrule what was read elsewhere.</summary>
    private static SessionState Change(SessionState state, Facts.ActivityChanged changed, DateTimeOffset at) =>
        changed.Source == SignalSource.Screen && state.ActivityAt is not null && state.ActivitySource != SignalSource.Screen
            ? state
            : state with
            {
                Activity = changed.Activity,
                Detail = changed.Detail,
                ActivityAt = changed.At ?? at,
                ActivitySource = changed.Source,
                Overdue = changed.Activity == AgentActivity.Active ? null : state.Overdue,
                TurnIsOver = changed.Activity switch
                {
                    AgentActivity.Active => false,
                    AgentActivity.Ready or AgentActivity.Idle => true,
                    _ => state.TurnIsOver,
                },
            };

    private static SessionState EndTurn(SessionState state, Facts.TurnEnded ended, DateTimeOffset at)
    {
        var (activity, detail) = ended.Outcome switch
        {
            TurnOutcome.Failed => (AgentActivity.Blocked, ended.Detail ?? "The turn failed."),
            _ when state.Overdue is { } overdue => (AgentActivity.Blocked, overdue),
            TurnOutcome.Limited => (AgentActivity.Blocked, state.Detail ?? "Its model provider refuses."),

            // It has said itself that it cannot go on.
            TurnOutcome.Completed when state.Activity == AgentActivity.Blocked => (AgentActivity.Blocked, state.Detail),
            _ => (AgentActivity.Ready, null),
        };
        return state with
        {
            Activity = activity,
            Detail = detail,
            ActivityAt = ended.At ?? at,
            ActivitySource = ended.Source,
            LastWords = ended.Outcome == TurnOutcome.Completed ? ended.Detail : state.LastWords,
            TurnIsOver = true,
            Turns = state.Turns + 1,
            TurnUsageIsWhole = true,
            Permissions = [],
            Reservation = null,
        };
    }

    private static SessionState Ask(SessionState state, Facts.PermissionAsked asked) =>
        state.Run is { Ended: false } run && run.Id.Number == asked.Run
            ? state with { Permissions = Without(state, asked.QuestionId).Add(new PermissionQuestion(asked.Run, asked.QuestionId, asked.Tool, asked.Title, asked.Parameters)) }
            : state;

    private static ImmutableList<PermissionQuestion> Without(SessionState state, string question) => state.Permissions.RemoveAll(open => open.Id == question);

    private static SessionState Use(SessionState state, Facts.UsageReported used)
    {
        var more = new SessionUsage(used.InputTokens, used.OutputTokens, used.CachedTokens, used.ReasoningTokens);
        return state with
        {
            Usage = state.Usage.Add(more),
            TurnUsage = state.TurnUsageIsWhole ? more : state.TurnUsage.Add(more),
            TurnUsageIsWhole = false,
            UsageByModel = used.Model is { } model ? state.UsageByModel.SetItem(model, state.UsageByModel.GetValueOrDefault(model, SessionUsage.None).Add(more)) : state.UsageByModel,
        };
    }

    private static SessionState Launch(SessionState state, Facts.Launched launched)
    {
        if (state.Run is not { } run || run.Id.Number != launched.Run)
        {
            return state;
        }

        var handle = new RunHandle(run.Id, launched.Handle);
        var running = state with { Enforcement = launched.Enforcement ?? state.Enforcement, Run = run with { Handle = handle, Acknowledges = launched.Acknowledges, Provider = launched.Provider, TakesTurns = launched.TakesTurns }, Handles = state.Handles.Add(new HeldRun(run.Runtime, handle)) };
        return run.MessageId is { } message ? Move(running, message, MessageStage.Submitted, null) : running;
    }

    /// <summary>Ends the run. What it was given and has not acknowledged waits for the next one; the message that it was launched with is answered by the run itself.</summary>
    private static SessionState End(SessionState state, SessionRun run, Facts.RunEnded ended)
    {
        var messages = state.Messages;
        foreach (var id in run.Acknowledges ? run.Unacknowledged : [])
        {
            var index = messages.FindIndex(message => message.Id == id);
            messages = messages.SetItem(index, messages[index] with { Stage = MessageStage.Persisted, Reason = "The run ended before the agent had acknowledged it." });
        }

        return state with { Messages = messages, Run = run with { Ended = true, ExitCode = ended.ExitCode, EndedPaused = state.Pause is not null, Unacknowledged = [] }, Permissions = [], InterruptRequested = false, Reservation = null };
    }

    /// <summary>Ends the session. What it goes on with needs a new admission.</summary>
    private static SessionState End(SessionState state, SessionStatus status, string? reason) =>
        state with { End = new SessionEnd(status, reason), Claim = null, Admitted = false, Pause = null, Reservation = null };

    /// <summary>Gives the proposal as it was before it was refused or became unknown: none, or open.</summary>
    private static ProposedChange? Reopen(ProposedChange? proposal) => proposal switch
    {
        null or { Number: null } => null,
        { State: ProposalState.Unknown } => proposal with { State = ProposalState.Open, Reason = null, Operation = null },
        _ => WithoutReason(proposal)! with { Wait = null },
    };

    private static SessionState Claim(SessionState state, Facts.DoneClaimed claim) =>
        state with { Claim = claim, Run = state.Run is { } run && run.Id.Number == claim.Run ? run with { Claimed = true } : state.Run };

    private static SessionState Advance(SessionState state, int run, long cursor) =>
        state.Run is { } current && current.Id.Number == run && cursor > current.Cursor
            ? state with { Run = current with { Cursor = cursor } }
            : state;

    private static SessionState Verify(SessionState state, Facts.Verified verified)
    {
        var looked = state with { Claim = null, Verifications = state.Verifications.Add(verified.Verification), HasWritten = state.HasWritten || (verified.HasChanges && state.Request.Role == SessionRole.Reviewer) };
        if (!verified.Verification.Passed)
        {
            return looked with { FailedAttempts = state.FailedAttempts + 1 };
        }

        return looked with
        {
            FailedAttempts = 0,
            VerifiedRevision = verified.Verification.Revision,
            HasChanges = verified.HasChanges,
            ChangedPaths = verified.ChangedPaths ?? [],
            MoreChangedPaths = verified.MoreChangedPaths,

            // What stood in the way of an older revision says nothing of this one.
            PullRequest = verified.Verification.Revision == state.VerifiedRevision ? state.PullRequest : WithoutReason(state.PullRequest),
        };
    }

    private static ProposedChange? WithoutReason(ProposedChange? proposed) =>
        proposed is { State: ProposalState.Open } ? proposed with { Reason = null } : proposed;

    /// <summary>Moves a message on, never back. Only what was submitted can have been understood; a delivery that failed leaves the message where it was.</summary>
    private static SessionState Move(SessionState state, string id, MessageStage stage, string? reason)
    {
        if (state.Messages.FindIndex(message => message.Id == id) is not (>= 0 and var index))
        {
            return state;
        }

        var message = state.Messages[index];
        var moved = (message.Stage, stage) switch
        {
            (MessageStage.Persisted, MessageStage.Failed) => message with { Reason = reason },
            (MessageStage.Persisted, MessageStage.Submitted) => message with { Stage = stage, Reason = null },
            ( >= MessageStage.Submitted, > MessageStage.Submitted and < MessageStage.Failed) when stage > message.Stage => message with { Stage = stage },
            _ => message,
        };
        return moved == message ? state : state with { Messages = state.Messages.SetItem(index, moved), Run = Told(state.Run, moved) };
    }

    /// <summary>Takes in how far a message got with the run that lives.</summary>
    private static SessionRun? Told(SessionRun? run, MessageReceipt message) => (run, message.Stage) switch
    {
        ({ Ended: false }, MessageStage.Submitted) when run.MessageId != message.Id => run with { Claimed = false, Unacknowledged = run.Unacknowledged.Add(message.Id) },
        ({ Ended: false }, MessageStage.Acknowledged) => run with { Unacknowledged = run.Unacknowledged.Remove(message.Id) },
        _ => run,
    };

    private static SessionState WithReport(SessionState state, OperationKey operation, Func<FiledReport, FiledReport> change)
    {
        var index = state.Reports.FindIndex(report => report.Operation == operation);
        return index < 0 ? state : state with { Reports = state.Reports.SetItem(index, change(state.Reports[index])) };
    }
}
