using Ao.PullRequests;

namespace Ao.Sessions;

/// <summary>Decides what is next for a session: a pure function of its facts and the project's policy.</summary>
internal static class SessionDecision
{
    /// <summary>Decides the next step of a session whose project the configuration no longer has: what was begun is ended, nothing new is done.</summary>
    public static SessionStep WithoutProject(SessionState state, bool isStopping = false) => Next(state, proposesChanges: false, isStopping) switch
    {
        SessionStep.Stop => SessionStep.Stop,
        SessionStep.EndRun => SessionStep.EndRun,
        SessionStep.CloseWorkspace when state.WorkspaceClosing => SessionStep.CloseWorkspace,
        _ => SessionStep.Rest,
    };

    /// <summary>Decides the next step.</summary>
    /// <param name="state">The session.</param>
    /// <param name="proposesChanges">Whether the project opens a pull request for a verified change.</param>
    /// <param name="isStopping">Whether the session was ordered to stop and its facts do not say so yet.</param>
    /// <returns>The step.</returns>
    public static SessionStep Next(SessionState state, bool proposesChanges, bool isStopping = false)
    {
        if (state.IsEnded(SessionStatus.Stopped, SessionStatus.Failed, SessionStatus.Lost))
        {
            return state.HasLiveRun ? SessionStep.EndRun : state.WorkspaceClosing ? SessionStep.CloseWorkspace : SessionStep.Rest;
        }

        if (isStopping)
        {
            return SessionStep.Stop;
        }

        if (state.Pause is { } pause)
        {
            return WhilePaused(state, pause);
        }

        if (state.Workspace is null || (!state.WorkspaceIsOpen && (state.End is null || state.NextMessage is not null)))
        {
            return SessionStep.OpenWorkspace;
        }

        if (state.Run is { Handle: null, Ended: false })
        {
            return SessionStep.Launch;
        }

        // A run that has ended cannot be told anything any more, so what its claim is worth is seen after the next one.
        if (state.NextMessage is not null && !state.HasLiveRun)
        {
            return SessionStep.IntendMessage;
        }

        // What is claimed in the middle of a turn is looked at when the turn is over: the agent may still be writing.
        if (state.Claim is not null && !(state.HasLiveRun && state.Run is { TakesTurns: true } && !state.TurnIsOver))
        {
            return SessionStep.Verify;
        }

        if (state.HasLiveRun)
        {
            return state.IsEnded(SessionStatus.Done) || (state.HandsOver && state.TurnIsOver) ? SessionStep.EndRun : SessionStep.Attend;
        }

        if (state.WorkspaceClosing)
        {
            // What was begun is brought to its end: the folder may be half gone.
            return SessionStep.CloseWorkspace;
        }

        if (state.IsEnded(SessionStatus.Done))
        {
            return WhenDone(state, proposesChanges);
        }

        if ((state.HandsOver || state.Run is { EndedPaused: true }) && state.ConversationId is not null)
        {
            return SessionStep.IntendTakeUp;
        }

        return state.Run switch
        {
            null => SessionStep.IntendTask,
            { ExitCode: null } => SessionStep.Lose,
            _ => SessionStep.Fail,
        };
    }

    /// <summary>Nothing is begun; what runs is brought to rest. A turn that is asked to break off is attended to until it has, and an idle agent stays where ending it would lose the conversation.</summary>
    private static SessionStep WhilePaused(SessionState state, SessionPause pause)
    {
        if (state.HasLiveRun)
        {
            var mayStay = state.Run is { Handle: not null, TakesTurns: true } && (!state.TurnIsOver || state.ConversationId is null);
            return mayStay ? SessionStep.Attend : SessionStep.EndRun;
        }

        // To verify costs no tokens: what was finished within the budget is not held back by it.
        return state.Claim is not null && state.WorkspaceIsOpen && pause.Budget is not null && state.NextMessage is null ? SessionStep.Verify
            : state.WorkspaceClosing ? SessionStep.CloseWorkspace
            : SessionStep.Rest;
    }

    private static SessionStep WhenDone(SessionState state, bool proposesChanges)
    {
        if (state.Verdict is { IsPosted: false })
        {
            return SessionStep.PostVerdict;
        }

        switch (state.PullRequest)
        {
            case null when proposesChanges && state.HasChanges && state.Request.Role == SessionRole.Worker:
                return SessionStep.OpenPullRequest;
            case { State: ProposalState.Waiting }:
                return SessionStep.OpenPullRequest;

            // Also one that changes nothing any more: what is open shows what was verified.
            case { State: ProposalState.Open, Reason: null } open when state.VerifiedRevision is not null && open.Revision != state.VerifiedRevision:
                return SessionStep.UpdatePullRequest;
            case null or { State: ProposalState.Merged } when !state.WorkspaceClosed && !state.WorkspaceKept:
                return SessionStep.CloseWorkspace;
            default:
                return SessionStep.Rest;
        }
    }
}
