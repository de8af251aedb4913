using Ao.Sessions;

namespace Ao.PullRequests.Watch;

/// <summary>Tells which pull requests are looked at.</summary>
internal static class WatchedPullRequest
{
    public static bool IsWatched(SessionState state) => state.PullRequest is { Number: not null, State: ProposalState.Open or ProposalState.Unknown };

    /// <summary>Gives what has to be looked at once when it changes: which pull request the session has, and with which revision.</summary>
    public static (int? Number, string? Revision) MarkOf(SessionState state) => IsWatched(state) ? (state.PullRequest!.Number, state.PullRequest.Revision) : default;
}
