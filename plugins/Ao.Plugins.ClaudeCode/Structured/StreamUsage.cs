using System.Text.Json;
using Ao.Agents;
using Ao.Plugins.ClaudeCode.Reading;

namespace Ao.Plugins.ClaudeCode.Structured;

/// <summary>What a turn has used, as its result says.</summary>
internal static class StreamUsage
{
    private const int MostModels = 20;

    public static IEnumerable<UsageReported> Read(JsonElement result)
    {
        // With the parts of helpers that the agent has started, by model. The field 'modelUsage' beside it is a total of the whole process.
        if (result.Child("model_usage_since_last_result") is { } models)
        {
            foreach (var model in models.EnumerateObject().Take(MostModels))
            {
                var cached = model.Value.Count("cacheReadInputTokens");
                var input = model.Value.Count("inputTokens") + model.Value.Count("cacheCreationInputTokens") + cached;
                if (input > 0 || model.Value.Count("outputTokens") > 0)
                {
                    yield return new UsageReported
                    {
                        Cursor = 0,
                        Model = JsonFields.Cut(model.Name, 200),
                        InputTokens = input,
                        OutputTokens = model.Value.Count("outputTokens"),
                        CachedTokens = cached,
                        ReasoningTokens = model.Value.Count("thinkingTokens"),
                    };
                }
            }
        }
        else if (result.Child("usage") is { } usage && MessageUsage.Read(usage) is { } used)
        {
            yield return used;
        }
    }
}
