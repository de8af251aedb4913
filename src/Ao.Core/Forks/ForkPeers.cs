using Ao.Configuration;
using Ao.Projects;

namespace Ao.Forks;

/// <summary>Reads a project's peers out of its configuration.</summary>
internal sealed class ForkPeers(ProjectCatalog projects) : IForkPeers
{
    public IReadOnlyList<ForkPeer> Of(ProjectId project) => projects.Find(project) is { Options.Fork: { Name: not null } fork } ? [.. Configured(fork)] : [];

    private static IEnumerable<ForkPeer> Configured(ForkOptions fork)
    {
        if (fork.Upstream is { } upstream)
        {
            // A peer at the upstream's place is the upstream with a key.
            var pinned = fork.Peers.FirstOrDefault(peer => peer.Location == upstream);
            yield return new ForkPeer
            {
                Name = ForkNames.Upstream,
                Location = upstream,
                ForkId = pinned is null ? null : IdOf(pinned),
                PublicKey = pinned?.PublicKey,
                Branch = fork.UpstreamBranch ?? pinned?.Branch,
            };
        }

        foreach (var peer in fork.Peers.Where(peer => peer.Location != fork.Upstream))
        {
            yield return new ForkPeer { Name = peer.Name, Location = peer.Location, ForkId = IdOf(peer), PublicKey = peer.PublicKey, Branch = peer.Branch };
        }
    }

    private static string? IdOf(PeerOptions peer) => peer.ForkId ?? (peer.PublicKey is { } key ? ForkKeys.IdOf(key) : null);
}
