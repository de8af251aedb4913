using Ao.Consents;
using Ao.Scm;

namespace Ao.Forks;

/// <summary>The forks of projects, and where changes are published.</summary>
/// <remarks>
/// To create a fork, to switch where changes are published, to register at an upstream and to bring a branch up to it each wait for a person's consent: no policy takes that away.
/// Everything else only looks, or writes down what a person has said. Nothing that a fork publishes is ever applied by itself. Safe for concurrent use.
/// </remarks>
public interface IForks
{
    /// <summary>Says who a project is to other forks: makes its key where there is none, and its signed identity where its settings have changed. The host does this at its start; repeating it changes nothing.</summary>
    /// <param name="project">The project.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>What others know the project by.</returns>
    /// <exception cref="AoException">There is no such project, it is not declared as a fork, or its ledger cannot be read or written.</exception>
    Task<ForkIdentity> DeclareAsync(ProjectId project, CancellationToken cancellationToken = default);

    /// <summary>Leaves the project's whole ledger, which begins with who it is, where its upstream finds it: in the upstream's own repository, once a person has consented, and in the project's where the upstream's takes none.</summary>
    /// <remarks>From then on every record that the ledger gets is brought there too, as to the places of <c>Ledger:Places</c>, until <see cref="UnregisterAsync"/>. Registering again where the project is registered brings what is new.</remarks>
    /// <param name="project">The project.</param>
    /// <param name="cancellationToken">The token that cancels waiting. The question stays, and its answer is taken up by the next call.</param>
    /// <returns>Where it is registered.</returns>
    /// <exception cref="OutcomeUnknownException">It is not known whether the ledger came to lie there; calling again brings it again, which is harmless.</exception>
    /// <exception cref="AoException">There is no such project, it is not declared as a fork, a person said no, or neither place took it.</exception>
    Task<ForkRegistration> RegisterAsync(ProjectId project, CancellationToken cancellationToken = default);

    /// <summary>Ends a registration: nothing more is brought to that place. What lies there stays, and can be deleted only by those who keep the repository.</summary>
    /// <remarks>Others who read the ledger there are not told. To have them told that the key counts no more, revoke it first (<c>ILedgers.RevokeAsync</c>).</remarks>
    /// <param name="project">The project.</param>
    /// <param name="by">The operator who ends it.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The registration that was ended, with what stays there.</returns>
    /// <exception cref="AoException">There is no such project, no person ends it, or it is registered nowhere.</exception>
    Task<ForkRegistration> UnregisterAsync(ProjectId project, Operator by, CancellationToken cancellationToken = default);

    /// <summary>Lists the forks that have left their ledgers at the project's own place or its upstream's, and that the project does not know. They are hints: adopt one, with its fork id, to have it looked at and its records taken.</summary>
    /// <param name="project">The project.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The forks, by their ids.</returns>
    /// <exception cref="AoException">There is no such project, or a place cannot be read.</exception>
    Task<IReadOnlyList<ForkCandidate>> ListCandidatesAsync(ProjectId project, CancellationToken cancellationToken = default);

    /// <summary>Fetches the ledger of a fork that nobody has decided about, verifies it, and gives who its publisher says that it is, so that a person sees whom they would adopt. It goes to a place of its own, apart from the ledgers that count, and nothing of it is believed or told to anybody.</summary>
    /// <param name="project">The project.</param>
    /// <param name="forkId">The fork id: that of a candidate, or of a fork that another one mentions.</param>
    /// <param name="location">Where its ledger lies: a folder, an address, or a bundle file. <see langword="null"/> for a candidate, whose place is known.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The fork, as it says of itself.</returns>
    /// <exception cref="TransientException">The place cannot be reached at the moment.</exception>
    /// <exception cref="AoException">There is no such project or candidate, what was given cannot be, or its ledger cannot be read.</exception>
    Task<IntroducedFork> DescribeCandidateAsync(ProjectId project, string forkId, string? location = null, CancellationToken cancellationToken = default);

    /// <summary>Lists the forks that pinned forks say they follow, and that the project does not know. They are hints of one hop: nobody is looked at or followed by them. Describe one, and adopt it, to have it looked at.</summary>
    /// <param name="project">The project.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The forks, by their ids, 1,000 at most.</returns>
    /// <exception cref="AoException">There is no such project, or a ledger cannot be read.</exception>
    Task<IReadOnlyList<MentionedFork>> ListMentionedAsync(ProjectId project, CancellationToken cancellationToken = default);

    /// <summary>Lists the forks that a project knows, its upstream first, with what was last seen of them. It looks at nothing.</summary>
    /// <param name="project">The project.</param>
    /// <returns>The forks; none where the project is not declared as a fork.</returns>
    /// <exception cref="AoException">There is no such project.</exception>
    IReadOnlyList<KnownFork> List(ProjectId project);

    /// <summary>Gives a fork with what was last seen of it.</summary>
    /// <param name="project">The project.</param>
    /// <param name="name">The fork; <c>upstream</c> is the source that the project was forked from, <c>self</c> the project itself.</param>
    /// <returns>The fork.</returns>
    /// <exception cref="AoException">There is no such project or fork.</exception>
    KnownFork Get(ProjectId project, string name);

    /// <summary>Looks at a fork now: its history is brought into Ao's own repository, apart from all branches, and compared. The host does so for each fork once an interval.</summary>
    /// <param name="project">The project.</param>
    /// <param name="name">The fork.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The fork. One that does not answer is no error: its health says so.</returns>
    /// <exception cref="AoException">There is no such project or fork, or it is retired.</exception>
    Task<KnownFork> LookAsync(ProjectId project, string name, CancellationToken cancellationToken = default);

    /// <summary>Takes a clone that exists among the forks that are looked at. It must share history with the project. Adopting it again in the same way changes nothing; in another way, that holds from then on.</summary>
    /// <param name="project">The project.</param>
    /// <param name="adoption">The fork.</param>
    /// <param name="by">The operator who decides.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The fork.</returns>
    /// <exception cref="AoException">It has no commit in common with the project, cannot be looked at, or what was given of it cannot be. Nothing was changed.</exception>
    Task<KnownFork> AdoptAsync(ProjectId project, ForkAdoption adoption, Operator by, CancellationToken cancellationToken = default);

    /// <summary>Says what becomes of a fork: that it goes its own way for good, that it counts no more, or that it is in use again. Said of the project itself, its signed identity says so to the others, and nothing else changes here.</summary>
    /// <param name="project">The project.</param>
    /// <param name="name">The fork; <c>self</c> is the project itself.</param>
    /// <param name="word">What is said.</param>
    /// <param name="by">The operator who says it.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The fork.</returns>
    /// <exception cref="AoException">There is no such project or fork, no person says it, no reason was given, or the own ledger cannot be written.</exception>
    Task<KnownFork> RuleAsync(ProjectId project, string name, ForkWord word, Operator by, string reason, CancellationToken cancellationToken = default);

    /// <summary>Brings the project's branch up to its upstream, by a fast-forward and in no other way, once a person has consented.</summary>
    /// <param name="project">The project.</param>
    /// <param name="cancellationToken">The token that cancels waiting. The question stays, and its answer is taken up by the next call.</param>
    /// <returns>What became of it. That no fast-forward is possible is no error: the result says why.</returns>
    /// <exception cref="OutcomeUnknownException">It is not known whether it was brought up; calling again finds out.</exception>
    /// <exception cref="AoException">The project has no upstream, the upstream cannot be looked at, a person said no, or the scm refused.</exception>
    Task<ForkSyncResult> SyncAsync(ProjectId project, CancellationToken cancellationToken = default);

    /// <summary>Lists the changes that the project has and its upstream has not, the oldest first, each with whether it could go there and why not.</summary>
    /// <param name="project">The project.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The changes, the newest 200 at most.</returns>
    /// <exception cref="AoException">The project has no upstream, the scm cannot tell, or the upstream cannot be read.</exception>
    Task<IReadOnlyList<UpstreamableChange>> ListUpstreamableAsync(ProjectId project, CancellationToken cancellationToken = default);

    /// <summary>Puts changes of the project onto the newest state of its upstream, on trial, and runs the project's verification commands there. No branch moves, and nothing is published.</summary>
    /// <param name="project">The project.</param>
    /// <param name="revisions">The changes, the oldest first, 200 at most.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>What came of it. That they do not apply or do not pass is no error.</returns>
    /// <exception cref="AoException">The project has no upstream, a change is not there, the scm cannot tell, or the upstream cannot be read.</exception>
    Task<UpstreamTrial> TryUpstreamAsync(ProjectId project, IReadOnlyList<string> revisions, CancellationToken cancellationToken = default);

    /// <summary>Creates a fork of a project's source, once a person has consented.</summary>
    /// <param name="project">The project.</param>
    /// <param name="owner">Who shall own the fork. There is one for each owner: asked for again, it is given.</param>
    /// <param name="cancellationToken">The token that cancels waiting. The question stays, and its answer is taken up by the next call.</param>
    /// <returns>The fork.</returns>
    /// <exception cref="OutcomeUnknownException">It is not known whether the fork was created; it is among the unsettled effects.</exception>
    /// <exception cref="AoException">It was not created: a person said no, the scm has no forks, or it refused.</exception>
    Task<Fork> CreateAsync(ProjectId project, string owner, CancellationToken cancellationToken = default);

    /// <summary>Reads where a project's changes are published.</summary>
    /// <param name="project">The project.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The location: that of the source, or of one of its forks.</returns>
    Task<string> GetPushTargetAsync(ProjectId project, CancellationToken cancellationToken = default);

    /// <summary>Switches where a project's changes are published, once a person has consented.</summary>
    /// <param name="project">The project.</param>
    /// <param name="location">The location: that of the source, or of one of its forks.</param>
    /// <param name="cancellationToken">The token that cancels waiting. The question stays, and its answer is taken up by the next call.</param>
    /// <returns>The operation. Switching to where changes are published already does nothing.</returns>
    /// <exception cref="OutcomeUnknownException">It is not known whether it was switched; it is among the unsettled effects.</exception>
    /// <exception cref="AoException">It was not switched: a person said no, the scm has no forks, or it refused.</exception>
    Task SwitchPushTargetAsync(ProjectId project, string location, CancellationToken cancellationToken = default);
}
