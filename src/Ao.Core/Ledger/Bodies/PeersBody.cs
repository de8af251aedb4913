namespace Ao.Ledger.Bodies;

/// <summary>Other publishers that a publisher knows of: hints, never followed by themselves. The newest one stands.</summary>
internal sealed record PeersBody
{
    /// <summary>Gets the publishers, 200 at most.</summary>
    public required IReadOnlyList<PeerHint> Peers { get; init; }
}
