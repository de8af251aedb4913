namespace Ao.Ledger;

/// <summary>What an exchange took of one peer.</summary>
public sealed record PeerExchange
{
    /// <summary>Gets the peer's name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the peer; <see langword="null"/> where the configuration does not pin one.</summary>
    public string? ForkId { get; init; }

    /// <summary>Gets how many records were taken.</summary>
    public int Records { get; init; }

    /// <summary>Gets how many records were refused.</summary>
    public int Refused { get; init; }

    /// <summary>Gets what stood in the way, where something did.</summary>
    public string? Problem { get; init; }

    /// <summary>Gets whether that may pass.</summary>
    public bool IsTransient { get; init; }
}
