namespace Ao.Agents;

/// <summary>The agent has begun to work on a message. Reporting it is optional; it says less than a <see cref="MessageAcknowledged"/>.</summary>
public sealed record TurnStarted : AgentSignal
{
    /// <summary>Gets the message's id.</summary>
    public required string MessageId { get; init; }
}
