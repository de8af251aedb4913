using System.Text.Json;

namespace Ao.Plugins.Codex.Reading;

/// <summary>Reads what Codex writes, which may be anything.</summary>
internal static class Json
{
    public static JsonElement? Part(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value : null;

    public static string? Text(this JsonElement element, string name, int longest = Excerpt.LongestText) =>
        element.Part(name) is { ValueKind: JsonValueKind.String } value ? Excerpt.Cut(value.GetString()!, longest) : null;

    public static long Count(this JsonElement element, string name) =>
        element.Part(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var count) && count >= 0 ? count : 0;

    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Part(name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : [];
}
