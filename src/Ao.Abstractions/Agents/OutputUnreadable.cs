namespace Ao.Agents;

/// <summary>A part of the agent's output should have been readable and was not, such as a broken line of its protocol. Nothing else is affected.</summary>
public sealed record OutputUnreadable : AgentSignal
{
    /// <summary>Gets what was wrong, with the beginning of the part.</summary>
    public required string Problem { get; init; }
}
