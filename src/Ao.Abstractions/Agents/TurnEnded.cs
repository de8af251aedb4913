namespace Ao.Agents;

/// <summary>The agent's turn is over, and it can take a message. The end of a turn is no claim to be done.</summary>
public sealed record TurnEnded : AgentSignal
{
    /// <summary>Gets how it ended.</summary>
    public required TurnOutcome Outcome { get; init; }

    /// <summary>Gets the agent's last words, or why the turn failed. Text from outside.</summary>
    public string? Detail { get; init; }
}
