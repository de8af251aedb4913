namespace Ao.Agents;

/// <summary>The agent has understood a message.</summary>
public sealed record MessageAcknowledged : AgentSignal
{
    /// <summary>Gets the message's id.</summary>
    public required string MessageId { get; init; }
}
