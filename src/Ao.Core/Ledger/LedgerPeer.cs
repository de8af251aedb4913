using Ao.Configuration;
using Ao.Ledger.Protocol;
using Ao.Projects;

namespace Ao.Ledger;

/// <summary>A peer that the configuration names.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Location">Where its ledger is fetched from.</param>
/// <param name="ForkId">Its id; <see langword="null"/> where it is not pinned, and then nothing of its ledger is read.</param>
/// <param name="Key">The key that its ledger begins with, where that is pinned too.</param>
/// <param name="Problem">Why it cannot be used, where it cannot.</param>
internal sealed record LedgerPeer(string Name, string Location, string? ForkId, PublisherKey? Key, string? Problem)
{
    /// <summary>Gives the peers of a project.</summary>
    public static IReadOnlyList<LedgerPeer> Of(Project project) => [.. project.Options.Fork.Peers.Select(Of)];

    private static LedgerPeer Of(PeerOptions peer)
    {
        var key = PublisherKey.Of(peer.PublicKey);
        return peer.PublicKey is not null && key is null
            ? new LedgerPeer(peer.Name, peer.Location, null, null, "Its key is not one of the curve P-256, which ledgers are signed with. Ask its maintainers for the key of its ledger.")
            : (peer.ForkId ?? key?.ForkId) is { } id
                ? new LedgerPeer(peer.Name, peer.Location, id, key, null)
                : new LedgerPeer(peer.Name, peer.Location, null, null, "It is not pinned, so that nothing of its ledger is read. Ask its maintainers for their ForkId and PublicKey.");
    }
}
