namespace Ao.Agents;

/// <summary>The agent does something else now.</summary>
public sealed record ActivityChanged : AgentSignal
{
    /// <summary>Gets what it does.</summary>
    public required AgentActivity Activity { get; init; }

    /// <summary>Gets what it works on, what it asks, or why it is blocked. Text from outside.</summary>
    public string? Detail { get; init; }
}
