namespace Ao.Forks;

/// <summary>Another fork that a project looks at: its upstream, a peer of the configuration, or one that a person adopted.</summary>
internal sealed record ForkPeer
{
    /// <summary>Gets by what name it is known here: lower-case letters, digits and hyphens. Its history is kept under this name.</summary>
    public required string Name { get; init; }

    public required string Location { get; init; }

    /// <summary>Gets where its ledger is fetched from; <see langword="null"/> is the place of its history.</summary>
    public string? LedgerLocation { get; init; }

    /// <summary>Gets the fork id that is pinned: only records that its key has signed are taken. Without one no record is, and its history alone is looked at.</summary>
    public string? ForkId { get; init; }

    /// <summary>Gets the base64 of its SubjectPublicKeyInfo, where it is pinned beside the fork id.</summary>
    public string? PublicKey { get; init; }

    /// <summary>Gets the branch that is looked at; <see langword="null"/> is the one that it works on.</summary>
    public string? Branch { get; init; }

    public bool IsUpstream => Name == ForkNames.Upstream;
}
