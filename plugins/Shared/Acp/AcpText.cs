using System.Text.Json;

namespace Ao.Acp;

/// <summary>Reads values that an agent wrote, with their bounds. A value of another kind than expected counts as missing.</summary>
internal static class AcpText
{
    public const int LongestText = 16 * 1024;

    public static JsonElement? Find(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static string? Text(this JsonElement element, string name, int longest = LongestText) =>
        element.Find(name) is { ValueKind: JsonValueKind.String } value ? Cut(value.GetString()!, longest) : null;

    public static bool IsTrue(this JsonElement element, string name) => element.Find(name) is { ValueKind: JsonValueKind.True };

    public static long Count(this JsonElement element, string name) =>
        element.Find(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var count) && count > 0 ? count : 0;

    public static string Cut(string text, int longest = LongestText) =>
        text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
}
