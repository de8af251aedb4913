namespace Ao.Agents;

/// <summary>Whether an agent's tool can work.</summary>
public sealed record AgentReadiness
{
    /// <summary>Gets whether a session can be launched.</summary>
    public required bool IsReady { get; init; }

    /// <summary>Gets the version of the tool, where it is known.</summary>
    public string? Version { get; init; }

    /// <summary>Gets what is missing, where something is.</summary>
    public string? Problem { get; init; }

    /// <summary>Gets what the person can do about it: an exact command, where there is one.</summary>
    public string? Remedy { get; init; }

    /// <summary>Says that the tool is ready.</summary>
    /// <param name="version">Its version, where it is known.</param>
    /// <returns>The readiness.</returns>
    public static AgentReadiness Ready(string? version = null) => new() { IsReady = true, Version = version };

    /// <summary>Says that the tool is not ready.</summary>
    /// <param name="problem">What is missing.</param>
    /// <param name="remedy">What the person can do about it.</param>
    /// <returns>The readiness.</returns>
    public static AgentReadiness NotReady(string problem, string remedy) => new() { IsReady = false, Problem = problem, Remedy = remedy };
}
