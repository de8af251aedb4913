namespace Ao.Ledger.Bodies;

/// <summary>Who a publisher is. The ledger itself fills in what says which key signs.</summary>
internal sealed record IdentityBody
{
    /// <summary>Gets what people call the fork.</summary>
    public required string Name { get; init; }

    /// <summary>Gets what it is to its family: <c>upstream</c>, <c>contributor</c> or <c>sovereign</c>. Earlier versions wrote <c>fork</c> for the last two.</summary>
    public string? Role { get; init; }

    /// <summary>Gets the fork id, or else the address, of what it was forked from. An address that means nothing to others is left out.</summary>
    public string? Upstream { get; init; }

    /// <summary>Gets the policy that it goes by, such as <c>upstream-first</c>.</summary>
    public string? Policy { get; init; }

    /// <summary>Gets how people reach those who keep it.</summary>
    public string? Contact { get; init; }

    /// <summary>Gets what it is for.</summary>
    public string? Domain { get; init; }

    /// <summary>Gets how far it is alive: <c>active</c>, <c>dormant</c>, <c>diverged</c> or <c>retired</c>.</summary>
    public string? State { get; init; }

    /// <summary>Gets the family: the root commit of the history that it shares with others. A ledger has one family from its first record on.</summary>
    public string? Family { get; init; }

    /// <summary>Gets the key that signs from here on, as a SubjectPublicKeyInfo in Base64. Filled in by the ledger.</summary>
    public string? PublicKey { get; init; }

    /// <summary>Gets from when on the key is valid.</summary>
    public DateTimeOffset? ValidAfter { get; init; }

    /// <summary>Gets until when the key is valid.</summary>
    public DateTimeOffset? ValidBefore { get; init; }

    /// <summary>Gets whether this ends the ledger: nothing that its key signs after this counts. Filled in by the ledger.</summary>
    public bool? Revoked { get; init; }

    /// <summary>Gets why the key was changed or revoked.</summary>
    public string? Reason { get; init; }
}
