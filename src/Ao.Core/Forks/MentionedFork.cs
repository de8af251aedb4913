namespace Ao.Forks;

/// <summary>A fork that the project does not know and that pinned forks say they follow: a hint. Its texts are from outside.</summary>
public sealed record MentionedFork
{
    /// <summary>Gets the fork id that it goes by.</summary>
    public required string ForkId { get; init; }

    /// <summary>Gets the forks, by what they are known by here, that say so.</summary>
    public required IReadOnlyList<string> By { get; init; }

    /// <summary>Gets what the first of them calls it. Text from outside.</summary>
    public string? Name { get; init; }

    /// <summary>Gets where its ledger is said to lie. Text from outside: look at it before it is used.</summary>
    public string? Location { get; init; }

    /// <summary>Gets its public key, where one is said that the fork id is worked out of.</summary>
    public string? PublicKey { get; init; }
}
