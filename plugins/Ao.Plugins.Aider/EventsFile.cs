using System.Text.Json;
using Ao.Agents;
using Ao.Runtimes;

namespace Ao.Plugins.Aider;

/// <summary>The file in which Aider writes down its events. Those of requests to the model say what was used.</summary>
internal static class EventsFile
{
    private const int LongestModel = 200;

    /// <summary>Reads what was used. A file that is not there, and lines that are something else, give nothing.</summary>
    public static IReadOnlyList<UsageReported> Read(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        var used = new List<UsageReported>();
        var lines = new JsonLines(0);
        var buffer = new byte[64 * 1024];
        using var stream = File.OpenRead(path);
        while (stream.Read(buffer) is > 0 and var count)
        {
            used.AddRange(lines.Push(new RunOutput(lines.Position, buffer.AsMemory(0, count)), static _ => { }).Select(static line => Read(line.Object)).OfType<UsageReported>());
        }

        return used;
    }

    private static UsageReported? Read(JsonElement line)
    {
        if (!line.TryGetProperty("event", out var name) || name.ValueKind != JsonValueKind.String || name.GetString() != "message_send"
            || !line.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var model = properties.TryGetProperty("main_model", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return new UsageReported
        {
            Cursor = 0,
            Source = SignalSource.Log,
            Model = model?.Length <= LongestModel ? model : null,
            InputTokens = Count(properties, "prompt_tokens"),
            OutputTokens = Count(properties, "completion_tokens"),
        };
    }

    private static long Count(JsonElement properties, string name) =>
        properties.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var count) && count > 0 ? count : 0;
}
