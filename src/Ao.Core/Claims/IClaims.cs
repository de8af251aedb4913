namespace Ao.Claims;

/// <summary>Who works on what: one issue, one pull request, one owner, also among hosts that share an scm which holds claims.</summary>
public interface IClaims
{
    /// <summary>Lists what this orchestrator holds, by what its journal says.</summary>
    /// <param name="project">The project.</param>
    /// <returns>The claims, in the order of their resources.</returns>
    IReadOnlyList<HeldClaim> List(ProjectId project);

    /// <summary>Reads all claims of a project from the scm, other hosts' too; where it holds none, those that <see cref="List"/> gives.</summary>
    /// <param name="project">The project.</param>
    /// <param name="cancellationToken">The token that cancels reading.</param>
    /// <returns>The claims, in the order of their resources.</returns>
    /// <exception cref="AoException">There is no such project, or its scm could not be asked.</exception>
    Task<IReadOnlyList<HeldClaim>> ReadAsync(ProjectId project, CancellationToken cancellationToken = default);

    /// <summary>Claims something for a session, if nobody holds it. A pull request that a worker claims, and that has none of its own, becomes the session's.</summary>
    /// <param name="session">The session.</param>
    /// <param name="resource">What to claim: <c>issue/</c> or <c>pull-request/</c> and its id.</param>
    /// <param name="cancellationToken">The token that cancels waiting.</param>
    /// <returns>Granted, or who holds it.</returns>
    /// <exception cref="AoException">There is no such session, it can own none, it has ended, or the claim could not be made.</exception>
    Task<ClaimAnswer> ClaimAsync(SessionId session, string resource, CancellationToken cancellationToken = default);

    /// <summary>Takes over for a session what another holds, once a person has consented. It is written down on both sides, and the old owner is told.</summary>
    /// <param name="session">The session.</param>
    /// <param name="resource">What to take over.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">The token that cancels waiting.</param>
    /// <returns>Granted, or who holds it: somebody else, where it changed hands while the person thought.</returns>
    /// <exception cref="AoException">There is no such session, it can own none, it has ended, or the person said no.</exception>
    Task<ClaimAnswer> TakeOverAsync(SessionId session, string resource, string reason, CancellationToken cancellationToken = default);

    /// <summary>Gives up what a session holds; a pull request is not the session's own any more then. Giving up what it does not hold changes nothing.</summary>
    /// <param name="session">The session.</param>
    /// <param name="resource">What to give up.</param>
    /// <param name="cancellationToken">The token that cancels waiting.</param>
    /// <exception cref="AoException">It could not be given up; the message says why.</exception>
    Task ReleaseAsync(SessionId session, string resource, CancellationToken cancellationToken = default);
}
