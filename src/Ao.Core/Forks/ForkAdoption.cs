namespace Ao.Forks;

/// <summary>A fork to adopt: a clone that exists and shares history with the project.</summary>
public sealed record ForkAdoption
{
    /// <summary>Gets by what name it shall be known here: 1 to 40 of <c>a-z 0-9 -</c>, not first or last a hyphen.</summary>
    public required string Name { get; init; }

    /// <summary>Gets where it is: a folder, an address, or a bundle file.</summary>
    public required string Location { get; init; }

    /// <summary>Gets where its ledger is fetched from, where that is elsewhere, such as the place of a <see cref="ForkCandidate"/>.</summary>
    /// <value>The default is <see langword="null"/>: the <see cref="Location"/>.</value>
    public string? LedgerLocation { get; init; }

    /// <summary>Gets the branch to look at; <see langword="null"/> is the one that it works on.</summary>
    public string? Branch { get; init; }

    /// <summary>Gets the fork id to pin: 16 hexadecimal digits. Records that its key has signed are taken from then on; without one only the history is looked at.</summary>
    public string? ForkId { get; init; }

    /// <summary>Gets the public key to pin beside it: the base64 of a SubjectPublicKeyInfo.</summary>
    public string? PublicKey { get; init; }
}
