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

    /// <summary>Adds up.</summary>
    /// <param name="more">What comes on top.</param>
    /// <returns>The sum.</returns>
    public SessionUsage Add(SessionUsage more)
    {
        ArgumentNullException.ThrowIfNull(more);
        return new(Sum(InputTokens, more.InputTokens), Sum(OutputTokens, more.OutputTokens), Sum(CachedTokens, more.CachedTokens), Sum(ReasoningTokens, more.ReasoningTokens));
    }

    // What an agent says is from outside: a sum stays at its end and does not begin anew.
    private static long Sum(long one, long other) => one > long.MaxValue - other ? long.MaxValue : one + other;
}
