using System.Text.Json;
using Ao.Agents;

namespace Ao.Plugins.ClaudeCode.Reading;

/// <summary>Reads usage as the model's provider gives it.</summary>
internal static class MessageUsage
{
    /// <returns>The usage, or <see langword="null"/> where nothing was used.</returns>
    public static UsageReported? Read(JsonElement usage)
    {
        var cached = usage.Count("cache_read_input_tokens");
        var read = new UsageReported
        {
            Cursor = 0,
            InputTokens = usage.Count("input_tokens") + usage.Count("cache_creation_input_tokens") + cached,
            OutputTokens = usage.Count("output_tokens"),
            CachedTokens = cached,
            ReasoningTokens = (usage.Child("output_tokens_details") ?? default).Count("thinking_tokens"),
        };
        return read.InputTokens > 0 || read.OutputTokens > 0 ? read : null;
    }
}
