using Ao.Consents;

namespace Ao.Reviews;

/// <summary>The reviews of sessions' changes. Only a host that has authenticated an operator holds this; agents give verdicts by their tools.</summary>
public interface IReviews
{
    /// <summary>Gives the review of a session's change.</summary>
    /// <param name="session">The session whose change it is.</param>
    /// <returns>The review as it is now; one without rounds where nothing was reviewed.</returns>
    /// <exception cref="AoException">There is no such session.</exception>
    SessionReview Get(SessionId session);

    /// <summary>Lists the reviews that were begun, oldest session first.</summary>
    /// <param name="project">The project, or <see langword="null"/> for all.</param>
    /// <returns>The reviews as they are now.</returns>
    IReadOnlyList<SessionReview> List(ProjectId? project = null);

    /// <summary>Says that nothing needs to be done about a finding. It stays so in all later rounds; a review that has stalled goes on.</summary>
    /// <param name="session">The session whose change it is.</param>
    /// <param name="fingerprint">The finding.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">The operator.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The review. Dismissing what is dismissed changes nothing.</returns>
    /// <exception cref="AoException">There is no such session or finding, or no reason was given.</exception>
    Task<SessionReview> DismissAsync(SessionId session, string fingerprint, string reason, Operator by, CancellationToken cancellationToken = default);

    /// <summary>Asks for another round of each tier that is not passed on the head. What is counted to tell that a review goes in circles is counted anew.</summary>
    /// <param name="session">The session whose change it is.</param>
    /// <param name="by">The operator.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The review.</returns>
    /// <exception cref="AoException">There is no such session, it has no open pull request, its project has no tiers, or nothing of it is left to be reviewed.</exception>
    Task<SessionReview> RequestAsync(SessionId session, Operator by, CancellationToken cancellationToken = default);
}
