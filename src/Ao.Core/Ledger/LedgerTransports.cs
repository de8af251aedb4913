using System.Runtime.CompilerServices;
using Ao.Configuration;
using Ao.Forks;
using Ao.Plugins;
using Ao.Projects;
using Ao.Scm;

namespace Ao.Ledger;

/// <summary>Finds what carries the ledgers of a project, and reads chains with it.</summary>
internal sealed class LedgerTransports(ProjectCatalog projects, ISlotCatalog plugins, IForkPeers peers, ForkProjection forks)
{
    public Project ProjectOf(ProjectId project) => projects.Get(project);

    /// <summary>Gives the peers of a project: those of the configuration, and those that a person has adopted.</summary>
    public IReadOnlyList<LedgerPeer> PeersOf(ProjectId project) => LedgerPeer.Of(peers.Of(project));

    /// <summary>Tells whether a project has registered somewhere.</summary>
    public bool IsRegistered(ProjectId project) => forks.Find(project, ForkNames.Self)?.Registration is not null;

    /// <summary>Gives where a project's own ledger is published: the places of the configuration, and the one where the project has registered.</summary>
    /// <param name="project">The project.</param>
    /// <param name="forkId">The ledger. What a person has agreed to for one is not good for another that took its place.</param>
    public IReadOnlyList<LedgerPlaceOptions> PlacesOf(ProjectId project, string forkId)
    {
        var configured = ProjectOf(project).Options.Ledger.Places;
        return forks.Find(project, ForkNames.Self) is { Registration: { } registered, Declaration: { } declared } && declared.ForkId == forkId && !configured.Any(place => place.Location == registered.Location && place.Form == registered.Form)
            ? [.. configured, new LedgerPlaceOptions { Location = registered.Location, Form = registered.Form }]
            : [.. configured];
    }

    /// <summary>Gives the transport of a project.</summary>
    /// <exception cref="AoException">Its scm keeps no ledgers.</exception>
    public ILedgerTransport Get(ProjectId project) =>
        Find(project) ?? throw new AoException($"The scm '{projects.Get(project).Options.Scm}' of project '{project}' keeps no ledgers. Name one that does with Scm.");

    public ILedgerTransport? Find(ProjectId project) => plugins.Find<ILedgerTransport>(Slot.Scm, projects.Get(project).Options.Scm);

    /// <summary>Reads the commits of a chain, the oldest first, however many there are.</summary>
    /// <param name="project">The project.</param>
    /// <param name="forkId">The publisher.</param>
    /// <param name="after">The commit behind which to begin.</param>
    /// <param name="until">The commit to end with.</param>
    /// <param name="cancellationToken">The token that cancels reading.</param>
    public IAsyncEnumerable<LedgerCommit> ReadAsync(ProjectId project, string forkId, string? after, string until, CancellationToken cancellationToken) =>
        ReadAsync(Get(project), projects.Get(project).Source, forkId, after, until, cancellationToken);

    /// <summary>Reads the commits of a chain of one source, the oldest first, however many there are.</summary>
    public static async IAsyncEnumerable<LedgerCommit> ReadAsync(ILedgerTransport transport, ProjectSource source, string forkId, string? after, string until, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var from = after; from != until;)
        {
            var request = new LedgerRead { Source = source, ForkId = forkId, After = from, Until = until };
            var last = from;
            await foreach (var commit in transport.ReadAsync(request, cancellationToken).ConfigureAwait(false))
            {
                yield return commit;
                last = commit.Id;
                if (commit.Excess is not null)
                {
                    yield break;
                }
            }

            if (last == from)
            {
                yield break;
            }

            from = last;
        }
    }
}
