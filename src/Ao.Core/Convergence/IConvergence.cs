using Ao.Consents;
using Ao.Scm;

namespace Ao.Convergence;

/// <summary>What the forks of a project have in common, what people decide about it, and what the project tells other forks. Only a host that has authenticated an operator holds this.</summary>
/// <remarks>Nothing that is found is ever applied by itself, and nothing is told to others before the project's settings say so.</remarks>
public interface IConvergence
{
    /// <summary>Looks at what is new of the forks at once, and compares it.</summary>
    /// <param name="project">The project.</param>
    /// <param name="cancellationToken">The token that cancels waiting; the look goes on.</param>
    /// <returns>What was read, and what was found.</returns>
    /// <exception cref="AoException">There is no such project, it has no detector, or the detector failed. A fork that cannot be reached is told in the round.</exception>
    Task<DetectionRound> DetectAsync(ProjectId project, CancellationToken cancellationToken = default);

    /// <summary>Lists findings, the best first.</summary>
    /// <param name="project">The project.</param>
    /// <param name="query">Which; those that count by the project's settings without one.</param>
    /// <returns>The findings, and how many were hidden.</returns>
    /// <exception cref="AoException">There is no such project.</exception>
    FindingList List(ProjectId project, FindingQuery? query = null);

    /// <summary>Gives a finding.</summary>
    /// <param name="project">The project.</param>
    /// <param name="id">Its id.</param>
    /// <returns>The finding as it is now.</returns>
    /// <exception cref="AoException">There is no such project or finding.</exception>
    TrackedFinding Get(ProjectId project, string id);

    /// <summary>Puts a finding up for decision: by the maintainers of this fork, and, where the project publishes patterns, of all forks that read its ledger.</summary>
    /// <remarks>Unless <c>Publish:Code</c> is <see cref="CodeShown.Patch"/>, what is published names the forks, changes and records, and says nothing of what is in them but the proposer's own words: what was found in other forks is theirs to publish.</remarks>
    /// <param name="project">The project.</param>
    /// <param name="id">The finding.</param>
    /// <param name="by">The operator.</param>
    /// <param name="note">What they want to say about it, up to 2,000 characters. It is published with the pattern.</param>
    /// <param name="title">What they call it, one line of up to 200 characters. It is published with the pattern; without it the pattern is called by a plain sentence that says how many forks it concerns.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The finding. Proposing what is proposed changes nothing.</returns>
    /// <exception cref="AoException">There is no such finding.</exception>
    Task<TrackedFinding> ProposeAsync(ProjectId project, string id, Operator by, string? note = null, string? title = null, CancellationToken cancellationToken = default);

    /// <summary>Accepts a proposal for this fork. Nothing is changed by it; a session is started where the acceptance asks for one.</summary>
    /// <param name="project">The project.</param>
    /// <param name="id">The finding.</param>
    /// <param name="by">The operator.</param>
    /// <param name="acceptance">Why, and what follows.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The finding.</returns>
    /// <exception cref="AoException">There is no such finding, or neither this fork nor another has proposed it.</exception>
    Task<TrackedFinding> AcceptAsync(ProjectId project, string id, Operator by, FindingAcceptance? acceptance = null, CancellationToken cancellationToken = default);

    /// <summary>Declines a proposal for this fork. Other forks decide for themselves.</summary>
    /// <param name="project">The project.</param>
    /// <param name="id">The finding.</param>
    /// <param name="by">The operator.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The finding.</returns>
    /// <exception cref="AoException">There is no such finding, neither this fork nor another has proposed it, or no reason was given.</exception>
    Task<TrackedFinding> DeclineAsync(ProjectId project, string id, Operator by, string reason, CancellationToken cancellationToken = default);

    /// <summary>Proposes a change that somebody has prepared to the upstream, as a pull request that names all forks, their changes and who made them, once a person has consented.</summary>
    /// <param name="project">The project.</param>
    /// <param name="id">The finding, which this fork has accepted.</param>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">The token that cancels waiting. The question stays, and its answer is taken up by the next call.</param>
    /// <returns>The pull request. There is one for each finding: asked for again, it is given.</returns>
    /// <exception cref="OutcomeUnknownException">It is not known whether it was opened; it is among the unsettled effects.</exception>
    /// <exception cref="AoException">It was not opened: the finding is not accepted, the change is not there, a person said no, or the scm refused.</exception>
    Task<PullRequest> OpenPullRequestAsync(ProjectId project, string id, UpstreamChange change, CancellationToken cancellationToken = default);

    /// <summary>Shows exactly what would be signed and put into the project's ledger now, and what is left out and why. Nothing is written.</summary>
    /// <param name="project">The project.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The records.</returns>
    /// <exception cref="AoException">There is no such project.</exception>
    Task<PublicationPreview> PreviewAsync(ProjectId project, CancellationToken cancellationToken = default);

    /// <summary>Puts into the project's ledger what its settings say is to be published. It happens by itself too; the ledger brings it to other forks.</summary>
    /// <param name="project">The project.</param>
    /// <param name="cancellationToken">The token that cancels the call. What was put in until then stays.</param>
    /// <returns>What was put in, and what was left out and why.</returns>
    /// <exception cref="AoException">There is no such project, or its ledger cannot be written.</exception>
    Task<PublicationPreview> PublishAsync(ProjectId project, CancellationToken cancellationToken = default);
}
