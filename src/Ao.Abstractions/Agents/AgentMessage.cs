namespace Ao.Agents;

/// <summary>Something said to an agent.</summary>
public sealed record AgentMessage
{
    /// <summary>Gets the message's id, unique in the data folder. An agent that is given one id twice must not act twice.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the text, of any length, in any Unicode.</summary>
    public required string Text { get; init; }
}
