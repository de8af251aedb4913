namespace Ao.Agents;

/// <summary>The tool has named the conversation, so that a later run can go on with it.</summary>
public sealed record ConversationStarted : AgentSignal
{
    /// <summary>Gets the tool's id of the conversation.</summary>
    public required string ConversationId { get; init; }
}
