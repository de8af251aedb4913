namespace Ao.Agents;

/// <summary>A designer proposes how to break its issue down. It is a proposal: the host checks it, and a person may decide.</summary>
public sealed record BreakdownProposed : AgentSignal
{
    /// <summary>Gets the breakdown as the agent wrote it: one JSON object. Nothing of it is trusted.</summary>
    public required string Json { get; init; }
}
