using Ao.Journal;

namespace Ao.Sessions;

/// <summary>Decides what is done about a step that failed: pure functions.</summary>
internal static class FailureDecision
{
    /// <summary>How often a step is tried again when an outside service could not be reached.</summary>
    public const int MaxTransientFailures = 5;

    private static readonly TimeSpan s_firstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_longestWish = TimeSpan.FromMinutes(10);

    /// <summary>Decides whether a session lives on.</summary>
    /// <param name="step">What was tried.</param>
    /// <param name="state">The session.</param>
    /// <param name="exception">What went wrong.</param>
    /// <param name="failures">How often in a row something has, this time counted.</param>
    public static FailureAnswer Answer(SessionStep step, SessionState state, Exception exception, int failures)
    {
        // That an agent cannot be asked says nothing of how it fares: only what its runtime knows for certain ends a run.
        if (exception is JournalException || step is SessionStep.Attend or SessionStep.EndRun or SessionStep.Stop)
        {
            return FailureAnswer.TryAgain;
        }

        // A change that was finished is not given up because its forge is away or has no quota left.
        var isProposing = step is SessionStep.OpenPullRequest or SessionStep.UpdatePullRequest;
        if (isProposing && exception is TransientException transient && (failures > MaxTransientFailures || transient.RetryAfter > s_longestWait))
        {
            return FailureAnswer.DelayProposal;
        }

        if (exception is TransientException && (state.HasLiveRun || failures <= MaxTransientFailures))
        {
            return FailureAnswer.TryAgain;
        }

        if (state.End is null)
        {
            return FailureAnswer.Fail;
        }

        // What else goes wrong after the end, such as removing a folder, is tried again later.
        return exception is AoException && isProposing ? FailureAnswer.RefuseProposal : FailureAnswer.TryAgain;
    }

    /// <summary>Gives how long to wait before the next try: a second and twice as long each time, or what the service asked for within reason.</summary>
    public static TimeSpan WaitAfter(Exception exception, int failures)
    {
        if (exception is TransientException { RetryAfter: { } wish })
        {
            return TimeSpan.FromTicks(Math.Clamp(wish.Ticks, s_firstWait.Ticks, s_longestWish.Ticks));
        }

        return TimeSpan.FromTicks(Math.Min(s_longestWait.Ticks, s_firstWait.Ticks << Math.Clamp(failures - 1, 0, 10)));
    }
}
