using System.Text.Json;

namespace Ao.Lines;

/// <summary>Reads fields of what a tool has written, within bounds. A field of another kind than expected counts as missing: kinds change from version to version.</summary>
internal static class JsonFields
{
    /// <summary>The longest text that is read where nothing else is said, in characters.</summary>
    public const int LongestText = 16 * 1024;

    /// <summary>Gives a field of any kind, where it is there and not null.</summary>
    public static JsonElement? Part(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static JsonElement? Child(this JsonElement element, string name) => element.Part(name) is { ValueKind: JsonValueKind.Object } value ? value : null;

    public static string? Text(this JsonElement element, string name, int longest = LongestText) =>
        element.Part(name) is { ValueKind: JsonValueKind.String } value ? Cut(value.GetString()!, longest) : null;

    /// <summary>Gives a number of things; 0 where it is missing or less.</summary>
    public static long Count(this JsonElement element, string name) =>
        element.Part(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var count) && count > 0 ? count : 0;

    public static bool Flag(this JsonElement element, string name) => element.Part(name) is { ValueKind: JsonValueKind.True };

    public static DateTimeOffset? Time(this JsonElement element, string name) =>
        element.Part(name) is { ValueKind: JsonValueKind.String } value && value.TryGetDateTimeOffset(out var time) ? time : null;

    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Part(name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : [];

    /// <summary>Cuts a text, not between the halves of a character.</summary>
    public static string Cut(string text, int longest = LongestText) =>
        text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
}
