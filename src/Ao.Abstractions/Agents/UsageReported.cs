namespace Ao.Agents;

/// <summary>The agent has used some of its provider's units since its last such signal.</summary>
public sealed record UsageReported : AgentSignal
{
    /// <summary>Gets the model that was used, where it is known.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the tokens that went in, cached ones included.</summary>
    public long InputTokens { get; init; }

    /// <summary>Gets the tokens that came out, reasoning included.</summary>
    public long OutputTokens { get; init; }

    /// <summary>Gets how many of the input tokens came from a cache.</summary>
    public long CachedTokens { get; init; }

    /// <summary>Gets how many of the output tokens were reasoning.</summary>
    public long ReasoningTokens { get; init; }
}
