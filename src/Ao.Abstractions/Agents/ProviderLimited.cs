namespace Ao.Agents;

/// <summary>The agent's model provider refuses for now. The host leaves all sessions of that provider alone until the limit has passed.</summary>
public sealed record ProviderLimited : AgentSignal
{
    /// <summary>Gets why.</summary>
    public required ProviderLimitKind Kind { get; init; }

    /// <summary>Gets when the limit passes, where the provider says so.</summary>
    public DateTimeOffset? ResetsAt { get; init; }

    /// <summary>Gets what the provider said, and for an expired sign-in the command that mends it. Text from outside.</summary>
    public string? Detail { get; init; }
}
