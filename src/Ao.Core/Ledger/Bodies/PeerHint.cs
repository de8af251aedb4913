namespace Ao.Ledger.Bodies;

/// <summary>A publisher that another one knows of.</summary>
internal sealed record PeerHint
{
    /// <summary>Gets the publisher.</summary>
    public required string ForkId { get; init; }

    /// <summary>Gets its key, as a SubjectPublicKeyInfo in Base64.</summary>
    public string? PublicKey { get; init; }

    /// <summary>Gets what people call it.</summary>
    public string? Name { get; init; }

    /// <summary>Gets where its ledger is said to lie.</summary>
    public string? Location { get; init; }
}
