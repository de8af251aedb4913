using Ao.PullRequests;
using Ao.Sessions;

namespace Ao.Radar;

/// <summary>Says which sessions are on the radar, and what of them: pure functions of a session.</summary>
internal static class RadarSubjects
{
    /// <summary>Tells whether a session is on the radar: one that may still change its workspace, or whose proposal may still be merged.</summary>
    /// <param name="state">The session.</param>
    /// <param name="proposesChanges">Whether the project opens pull requests for verified changes.</param>
    public static bool IsOn(SessionState state, bool proposesChanges) =>
        state is { Request.Role: SessionRole.Worker, Workspace.IsReadOnly: false }
        && (IsLive(state) || HasProposed(state, proposesChanges));

    public static bool IsLive(SessionState state) => state.Status is not (SessionStatus.Done or SessionStatus.Stopped or SessionStatus.Failed or SessionStatus.Lost);

    /// <summary>Tells whether its change is proposed, or will be as soon as people consent.</summary>
    public static bool HasProposed(SessionState state, bool proposesChanges) => state.PullRequest switch
    {
        null => proposesChanges && state.HasChanges && state.IsEnded(SessionStatus.Done),
        { State: ProposalState.Open or ProposalState.Waiting or ProposalState.Unknown } => true,
        _ => false,
    };

    /// <summary>Gives the revision that a session that does not work any more proposes; <see langword="null"/> for one whose workspace is looked at.</summary>
    public static string? RevisionOf(SessionState state) => IsLive(state) ? null : state.PullRequest?.Revision ?? state.VerifiedRevision;

    /// <summary>Tells whether what a session is told reaches its agent while it works. One that takes no messages while it runs would be begun anew for it when all is done, and one that claims to be done would be held up.</summary>
    /// <param name="state">The session.</param>
    /// <param name="takesMessages">Whether its agent takes messages while it runs.</param>
    public static bool CanBeTold(SessionState state, Func<bool> takesMessages) =>
        IsLive(state) && state.Claim is null && (state.Run is { TakesTurns: true } || takesMessages());
}
