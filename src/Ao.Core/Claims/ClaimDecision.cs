using Ao.PullRequests;
using Ao.Scm;
using Ao.Sessions;

namespace Ao.Claims;

/// <summary>Decides on claims that are held: pure functions.</summary>
internal static class ClaimDecision
{
    /// <summary>Tells what became of a held claim, by what its scm says.</summary>
    /// <param name="held">The claim as the journal has it.</param>
    /// <param name="standing">The claim that stands at the scm; <see langword="null"/> where nobody holds it.</param>
    public static ClaimFinding Compare(ClaimState held, WorkClaim? standing) =>
        standing is null ? ClaimFinding.Gone
        : held.Claim?.Version == standing.Version ? ClaimFinding.Stands
        : ClaimFinding.TakenOver;

    /// <summary>Tells whether a claim has served its purpose. A session that was merely stopped, or has failed, keeps what it holds until it is restored, or somebody takes it over.</summary>
    /// <param name="held">The claim.</param>
    /// <param name="session">The session that holds it; <see langword="null"/> where there is none.</param>
    public static bool IsOver(ClaimState held, SessionState? session) =>
        session?.PullRequest switch
        {
            { State: ProposalState.Merged } merged => ClaimResource.IsIssue(held.Resource) || ClaimResource.PullRequestOf(held.Resource) == merged.Number,
            { State: ProposalState.Closed } closed => session.End is not null && ClaimResource.PullRequestOf(held.Resource) == closed.Number,
            _ => false,
        };

    /// <summary>Tells whether a session can own work. Orchestrators coordinate and reviewers read: what they own, nobody would do.</summary>
    public static bool CanOwn(SessionRole role, string resource) => role == SessionRole.Worker || (role == SessionRole.Designer && ClaimResource.IsIssue(resource));
}
