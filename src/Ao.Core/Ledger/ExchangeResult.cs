namespace Ao.Ledger;

/// <summary>What came of an exchange with peers.</summary>
public sealed record ExchangeResult
{
    /// <summary>Gets what came of each pinned peer.</summary>
    public required IReadOnlyList<PeerExchange> Peers { get; init; }

    /// <summary>Gets what came of publishing, a place each.</summary>
    public required IReadOnlyList<PlacePublication> Places { get; init; }

    /// <summary>Gets whether something stood in the way that may pass, so that a later exchange may do better.</summary>
    public bool MayDoBetter => Peers.Any(static peer => peer.IsTransient) || Places.Any(static place => place.IsTransient);
}
