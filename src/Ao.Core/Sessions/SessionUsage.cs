namespace Ao.Sessions;

/// <summary>The tokens that an agent says it has used.</summary>
/// <param name="InputTokens">What went in, cached ones included.</param>
/// <param name="OutputTokens">What came out, reasoning included.</param>
/// <param name="CachedTokens">How many of the input tokens came from a cache.</param>
/// <param name="ReasoningTokens">How many of the output tokens were reasoning.</param>
public sealed record SessionUsage(long InputTokens, long OutputTokens, long CachedTokens, long ReasoningTokens)
{
    /// <summary>Gets no usage.</summary>
    public static SessionUsage None { get; } = new(0, 0, 0, 0);
}
