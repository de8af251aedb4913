using System.Globalization;
using Ao.PullRequests;
using Ao.Sessions;

namespace Ao.Backlog;

/// <summary>Decides what is next for an issue that was taken: a pure function of its state and its session's.</summary>
internal static class BacklogStepDecision
{
    /// <summary>Gives the next step.</summary>
    /// <param name="item">The issue.</param>
    /// <param name="session">The session that works on it, where there is one.</param>
    public static BacklogStep Next(BacklogItem item, SessionState? session) => item.Phase switch
    {
        BacklogPhase.Taken => BacklogStep.Start,
        BacklogPhase.Working when session is null => BacklogStep.Fail,
        BacklogPhase.Working when !item.IsMarked => BacklogStep.Mark,
        BacklogPhase.Working => item.BreaksDown ? Designing(item, session!) : Working(item, session!),
        BacklogPhase.Leaving => BacklogStep.Leave,
        BacklogPhase.Dividing => BacklogStep.Divide,
        BacklogPhase.Closing => BacklogStep.Close,
        BacklogPhase.Free when IsBack(item, session) => BacklogStep.Resume,
        _ => BacklogStep.Rest,
    };

    /// <summary>Says why an attempt came to nothing.</summary>
    public static string ReasonOf(SessionState? session) => session switch
    {
        null => "Its session was lost with a part of the journal.",
        { PullRequest: { State: ProposalState.Refused, Reason: { } refused } } => $"Session {session.Id} could not propose its change: {refused}",
        { PullRequest: { State: ProposalState.TakenOver, Reason: { } taken } } => $"The pull request of session {session.Id} was taken over: {taken}",
        { PullRequest: { State: ProposalState.Closed, Number: { } closed } } => string.Create(CultureInfo.InvariantCulture, $"Pull request {closed} of session {session.Id} was closed without a merge."),
        { End: { Status: SessionStatus.Done } } => $"Session {session.Id} is done and has changed nothing.",
        { End: { Status: SessionStatus.Stopped } } => $"Session {session.Id} was stopped, and the issue is closed.",
        _ => $"Session {session.Id} {(session.IsEnded(SessionStatus.Lost) ? "was lost" : "failed")}: {session.End?.Reason}",
    };

    /// <summary>Tells whether the session of an attempt that came to nothing goes on after all: a person has restored it, or told it something. Designers are begun anew.</summary>
    private static bool IsBack(BacklogItem item, SessionState? session) =>
        !item.BreaksDown && item.Reason is not null && session is not null && (session.End is null || session.PullRequest?.State == ProposalState.Merged);

    private static BacklogStep Working(BacklogItem item, SessionState session)
    {
        // What was stopped keeps its issue: it is restored, or its issue is taken over or given up.
        if (session.PullRequest?.State == ProposalState.Merged)
        {
            return BacklogStep.Finish;
        }

        if (session.IsEnded(SessionStatus.Failed, SessionStatus.Lost))
        {
            return BacklogStep.Fail;
        }

        if (session.IsEnded(SessionStatus.Done) && session.NextMessage is null)
        {
            switch (session.PullRequest)
            {
                // A person's no is no failure that another attempt could mend; whoever has closed the issue too has said all there is to say.
                case { State: ProposalState.Closed } when item.IsIssueClosed:
                    return BacklogStep.Fail;
                case { State: ProposalState.Refused or ProposalState.TakenOver or ProposalState.Closed }:
                    return BacklogStep.SetAside;
                case null when !session.HasChanges:
                    return BacklogStep.Fail;
            }
        }

        if (!item.IsIssueClosed)
        {
            return BacklogStep.Rest;
        }

        // Nobody goes on with what was stopped, once its issue is closed, unless its pull request is open.
        return !item.IsSessionTold ? BacklogStep.TellSession
            : session.IsEnded(SessionStatus.Stopped) && session.PullRequest?.State is not (ProposalState.Open or ProposalState.Unknown) ? BacklogStep.Fail
            : BacklogStep.Rest;
    }

    private static BacklogStep Designing(BacklogItem item, SessionState session)
    {
        if (session.Breakdown is not null && session.Breakdowns > item.Refused)
        {
            return BacklogStep.Judge;
        }

        return session.IsEnded(SessionStatus.Failed, SessionStatus.Lost) || (session.IsEnded(SessionStatus.Done) && session.NextMessage is null)
            ? BacklogStep.Fail
            : item is { IsIssueClosed: true, IsSessionTold: false } ? BacklogStep.TellSession : BacklogStep.Rest;
    }
}
