using System.Text.Json;

namespace Ao.Plugins.Codex.Reading;

/// <summary>What a conversation has used so far, as Codex counts it.</summary>
internal readonly record struct TokenTotals(long Input, long Cached, long Output, long Reasoning)
{
    /// <summary>Reads totals, which the protocol and the log spell differently.</summary>
    public static TokenTotals Read(JsonElement totals) => totals.Part("inputTokens") is not null
        ? new(totals.Count("inputTokens"), totals.Count("cachedInputTokens"), totals.Count("outputTokens"), totals.Count("reasoningOutputTokens"))
        : new(totals.Count("input_tokens"), totals.Count("cached_input_tokens"), totals.Count("output_tokens"), totals.Count("reasoning_output_tokens"));

    public static TokenTotals operator -(TokenTotals left, TokenTotals right) =>
        new(left.Input - right.Input, left.Cached - right.Cached, left.Output - right.Output, left.Reasoning - right.Reasoning);
}
