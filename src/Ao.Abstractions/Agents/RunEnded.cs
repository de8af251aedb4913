namespace Ao.Agents;

/// <summary>The agent's process has ended.</summary>
public sealed record RunEnded : AgentSignal
{
    /// <summary>Gets the exit code, or <see langword="null"/> where it could not be learned.</summary>
    public int? ExitCode { get; init; }
}
