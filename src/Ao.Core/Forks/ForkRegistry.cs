using Ao.Ledger;
using Ao.Projects;

namespace Ao.Forks;

/// <summary>Has forks find each other: a fork leaves its signed identity at its upstream's place, and the upstream sees who has.</summary>
internal sealed class ForkRegistry(ProjectCatalog projects, ForkPeers peers, ILedgers ledgers, ILedgerBook book, ForkIdentityDesk identities)
{
    private const int MaxCandidates = 1_000;

    public async Task<ForkRegistration> RegisterAsync(ProjectId id, CancellationToken cancellationToken)
    {
        var identity = await identities.DeclareAsync(id, cancellationToken).ConfigureAwait(false);
        return identity.Registration!;
    }

    /// <summary>Lists those who have left a ledger at the project's own place or its upstream's, and are not known. Nothing of them is fetched.</summary>
    public async Task<IReadOnlyList<ForkCandidate>> ListCandidatesAsync(ProjectId id, CancellationToken cancellationToken)
    {
        var project = projects.Get(id);
        if (project.Options.Fork.Name is null)
        {
            throw new AoException($"Project '{id}' is not declared as a fork. Give it a Fork:Name in the configuration.");
        }

        var known = peers.AllOf(id).Select(static peer => peer.ForkId).Append(book.KeyOf(id)?.ForkId).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var candidates = new Dictionary<string, ForkCandidate>(StringComparer.Ordinal);
        foreach (var place in new[] { project.Source.Location, project.Options.Fork.Upstream }.OfType<string>())
        {
            foreach (var (forkId, head) in await ledgers.LookAsync(id, place, cancellationToken).ConfigureAwait(false))
            {
                if (ForkKeys.IsForkId(forkId) && !known.Contains(forkId) && candidates.Count < MaxCandidates)
                {
                    candidates.TryAdd(forkId, new ForkCandidate(forkId, place, head));
                }
            }
        }

        return [.. candidates.Values.OrderBy(static candidate => candidate.ForkId, StringComparer.Ordinal)];
    }
}
