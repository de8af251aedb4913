using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Sessions;

/// <summary>Gives the facts that pause a session and let it go on: pure functions.</summary>
internal static class SessionPauses
{
    private const string GoOn = "You were paused and may go on. Look at what is there already, then go on with your task.";

    /// <summary>Gives the facts that pause a session: a turn that is under way is to be broken off.</summary>
    public static IReadOnlyList<object> Pause(SessionState state, string reason, string? budget)
    {
        var paused = new Facts.Paused(reason, budget);
        return state is { HasLiveRun: true, TurnIsOver: false, InterruptRequested: false, Run.TakesTurns: true } ? [paused, new Facts.InterruptRequested()] : [paused];
    }

    /// <summary>Gives the facts that let it go on: an agent that was broken off, or that has no conversation to take up, is told to.</summary>
    public static IReadOnlyList<object> Resume(SessionState state, string? reason)
    {
        var resumed = new Facts.Resumed(reason);
        var isToBeTold = state is { Run: not null, NextMessage: null, Claim: null, Pause: not null }
            && (state.Pause.BrokeOff || state is { Run.EndedPaused: true, ConversationId: null });
        return isToBeTold ? [resumed, SessionMessages.Accept(state, GoOn)] : [resumed];
    }
}
