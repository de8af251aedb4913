using System.Text.Json;
using Ao.Agents;

namespace Ao.Acp;

/// <summary>Reads what a turn has used.</summary>
internal static class AcpUsage
{
    public static UsageReported? Of(JsonElement result)
    {
        if (result.Part("usage") is not { } usage)
        {
            return null;
        }

        var (input, output, thought) = (usage.Count("inputTokens"), usage.Count("outputTokens"), usage.Count("thoughtTokens"));
        var (read, written, total) = (usage.Count("cachedReadTokens"), usage.Count("cachedWriteTokens"), usage.Count("totalTokens"));
        if (input + output + read + written + thought == 0)
        {
            return null;
        }

        // Agents differ in whether the input and the output hold the others. The total tells.
        var isCacheApart = total >= input + read + written + output;
        var isThoughtApart = total >= input + (isCacheApart ? read + written : 0) + output + thought;
        return new UsageReported
        {
            Cursor = 0,
            InputTokens = isCacheApart ? input + read + written : input,
            CachedTokens = read,
            OutputTokens = isThoughtApart ? output + thought : output,
            ReasoningTokens = thought,
        };
    }
}
