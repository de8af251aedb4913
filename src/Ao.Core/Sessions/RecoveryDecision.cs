using Ao.Runtimes;

namespace Ao.Sessions;

/// <summary>Decides what became of a session that was found at the start: a pure function of what was found and what was written since.</summary>
internal static class RecoveryDecision
{
    /// <summary>Decides the outcome.</summary>
    /// <param name="found">What was found.</param>
    /// <param name="now">The session as it is now.</param>
    /// <param name="attended">Whether its process is attended to again.</param>
    /// <returns>The outcome, or <see langword="null"/> while the session has not come to it.</returns>
    public static RecoveryOutcome? Outcome(RecoveryCase found, SessionState now, bool attended)
    {
        if (now.End != found.Found.End && now.End is { Status: SessionStatus.Failed or SessionStatus.Lost } end)
        {
            return end.Status == SessionStatus.Failed ? RecoveryOutcome.Failed : RecoveryOutcome.Lost;
        }

        if (!found.HasProject && SessionDecision.WithoutProject(now) == SessionStep.Rest && now.HasLiveRun)
        {
            return RecoveryOutcome.Unattended;
        }

        if (!found.Found.HasLiveRun)
        {
            return Moved();
        }

        if (!found.RuntimeAnswered)
        {
            return RecoveryOutcome.Unreachable;
        }

        // One whose end is about to be written down as a failure or a loss has not come to its outcome yet.
        if (SessionDecision.Next(now, proposesChanges: false) is SessionStep.Fail or SessionStep.Lose)
        {
            return null;
        }

        var runIsOver = now.Run!.Id != found.Found.Run!.Id || now.Run.Ended;
        return (found.Held, found.Found.Run.Handle) switch
        {
            (RunState.Running, _) => attended ? RecoveryOutcome.Adopted : runIsOver ? RecoveryOutcome.Resumed : null,
            (_, null) => Moved(),
            _ => runIsOver ? RecoveryOutcome.Ended : null,
        };

        RecoveryOutcome? Moved() => now.Version > found.Found.Version && now.Hindrance is null ? RecoveryOutcome.Resumed : null;
    }
}
