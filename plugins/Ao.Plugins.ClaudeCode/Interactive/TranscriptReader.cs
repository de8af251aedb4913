using System.Text.Json;
using Ao.Plugins.ClaudeCode.Reading;

namespace Ao.Plugins.ClaudeCode.Interactive;

/// <summary>Understands the lines of a transcript. There are many kinds, with new ones in each version; those that say nothing of interest are passed over.</summary>
internal static class TranscriptReader
{
    private const int LongestId = 200;
    private const string Interruption = "[Request interrupted by user";

    public static Sighting? Read(JsonElement line) => line.Text("type") switch
    {
        "assistant" => ReadAssistant(line),
        "user" => ReadUser(line),
        "system" when line.Text("subtype") == "turn_duration" => new Sighting { Kind = SightingKind.Closed },
        _ => null,
    } is { } sighting ? sighting with { At = line.Time("timestamp") } : null;

    private static Sighting? ReadAssistant(JsonElement line)
    {
        var message = line.Child("message") ?? default;
        var text = message.Items("content").Where(static part => part.Text("type") == "text").Select(static part => part.Text("text")).LastOrDefault();
        if (line.Flag("isApiErrorMessage"))
        {
            return new Sighting { Kind = SightingKind.Refused, Number = line.Count("apiErrorStatus"), Id = line.Text("error", LongestId), Text = text };
        }

        var used = MessageUsage.Read(message.Child("usage") ?? default);
        var uses = message.Items("content").Where(static part => part.Text("type") == "tool_use" && part.Text("id") is { Length: > 0 and <= LongestId })
            .DistinctBy(static part => part.Text("id"))
            .ToDictionary(static part => part.Text("id")!, static part => ToolUse.Title(JsonFields.Cut(part.Text("name") ?? "a tool", LongestId), part.Child("input") ?? default), StringComparer.Ordinal);
        return new Sighting
        {
            Kind = SightingKind.Said,
            Id = message.Text("id", LongestId),
            Text = line.Flag("isSidechain") ? null : text,
            Uses = uses.Count > 0 ? uses : null,
            Model = message.Text("model", LongestId),
            Input = used?.InputTokens ?? 0,
            Output = used?.OutputTokens ?? 0,
            Cached = used?.CachedTokens ?? 0,
            Reasoning = used?.ReasoningTokens ?? 0,
        };
    }

    private static Sighting? ReadUser(JsonElement line)
    {
        var parts = (line.Child("message") ?? default).Items("content").ToList();
        if (parts.Exists(static part => part.Text("text")?.StartsWith(Interruption, StringComparison.Ordinal) == true))
        {
            return new Sighting { Kind = SightingKind.Stopped };
        }

        var results = parts.Where(static part => part.Text("type") == "tool_result").Select(static part => part.Text("tool_use_id", LongestId)).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return results.Count > 0 ? new Sighting { Kind = SightingKind.Used, Uses = results.ToDictionary(static id => id, static _ => "", StringComparer.Ordinal) } : null;
    }
}
