using Ao.Forks;
using Ao.Ledger.Protocol;

namespace Ao.Ledger;

/// <summary>A peer that the configuration names, or that a person has adopted.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Location">Where its ledger is fetched from.</param>
/// <param name="ForkId">Its id; <see langword="null"/> where it is not pinned, and then nothing of its ledger is read.</param>
/// <param name="Key">The key that its ledger begins with, where that is pinned too.</param>
/// <param name="Problem">Why it cannot be used, where it cannot.</param>
internal sealed record LedgerPeer(string Name, string Location, string? ForkId, PublisherKey? Key, string? Problem)
{
    /// <summary>Gives the peers of a project. An upstream whose key nobody has pinned has no ledger here, and that is no fault.</summary>
    public static IReadOnlyList<LedgerPeer> Of(IReadOnlyList<ForkPeer> peers) => [.. peers.Where(static peer => !peer.IsUpstream || peer.ForkId is not null).Select(Of)];

    private static LedgerPeer Of(ForkPeer peer)
    {
        var key = PublisherKey.Of(peer.PublicKey);
        return peer.PublicKey is not null && key is null
            ? new LedgerPeer(peer.Name, peer.LedgerLocation ?? peer.Location, null, null, "Its key is not one of the curve P-256, which ledgers are signed with. Ask its maintainers for the key of its ledger.")
            : (peer.ForkId ?? key?.ForkId) is { } id
                ? new LedgerPeer(peer.Name, peer.LedgerLocation ?? peer.Location, id, key, null)
                : new LedgerPeer(peer.Name, peer.LedgerLocation ?? peer.Location, null, null, "It is not pinned, so that nothing of its ledger is read. Ask its maintainers for their ForkId and PublicKey.");
    }
}
