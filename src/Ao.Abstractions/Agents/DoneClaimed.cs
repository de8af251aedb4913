namespace Ao.Agents;

/// <summary>The agent claims to be done. It is a claim: only the host's verification makes the session done.</summary>
public sealed record DoneClaimed : AgentSignal
{
    /// <summary>Gets what the agent says it did.</summary>
    public string? Summary { get; init; }

    /// <summary>Gets the revision that it claims to be done, or <see langword="null"/> for the workspace as it stands.</summary>
    public string? Revision { get; init; }
}
