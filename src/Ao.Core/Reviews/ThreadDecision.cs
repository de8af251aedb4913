using Ao.PullRequests;
using Ao.Sessions;

namespace Ao.Reviews;

/// <summary>Decides what a pull request is to be told of findings: a pure function.</summary>
internal static class ThreadDecision
{
    /// <summary>Gives the next thing to tell; <see langword="null"/> where there is none. What could not be told once is not tried again.</summary>
    public static ThreadStep? Next(ReviewState state, SessionState author)
    {
        if (author.PullRequest is not { State: ProposalState.Open, Number: not null })
        {
            return null;
        }

        foreach (var finding in state.Findings)
        {
            bool? resolves = finding switch
            {
                { ThreadProblem: not null } => null,

                // Settled ones too: whether a host that has died had told of one before it was settled shows by its key only.
                { State: not FindingState.Outdated, Path: not null, Thread: null } => false,
                { State: FindingState.Resolved or FindingState.Dismissed, Thread: not null, IsThreadResolved: false } => true,
                _ => null,
            };
            if (resolves is { } resolve && state.Rounds.Find(round => round.Number == finding.LastRound) is { Reviewer: not null } round)
            {
                return new ThreadStep(finding, round, resolve);
            }
        }

        return null;
    }
}
