namespace Ao.Ledger;

/// <summary>What others know a publisher by.</summary>
public sealed record ForkKey
{
    /// <summary>Gets the publisher's id: the first 16 hexadecimal digits of the SHA-256 of its first public key. It stays when the key is changed.</summary>
    public required string ForkId { get; init; }

    /// <summary>Gets the public key in use: ECDSA P-256 as a SubjectPublicKeyInfo in DER. What others pin is this in Base64.</summary>
    public required ReadOnlyMemory<byte> PublicKey { get; init; }

    /// <summary>Gets the line for a file of allowed signers, by which <c>git</c> and <c>ssh-keygen</c> verify what the key signs.</summary>
    public required string AllowedSigner { get; init; }
}
