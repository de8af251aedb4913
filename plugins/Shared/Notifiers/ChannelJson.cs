using System.Text.Json;

namespace Ao.Channels;

/// <summary>Reads JSON from outside. What is missing, of another kind or no Unicode, as half a surrogate pair is, counts as not there.</summary>
internal static class ChannelJson
{
    /// <summary>Gives a property of an object.</summary>
    public static JsonElement? Part(JsonElement? element, string name)
    {
        try
        {
            return element is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var part) ? part : null;
        }
        catch (InvalidOperationException)
        {
            // What JsonElement throws at names that are no Unicode.
            return null;
        }
    }

    /// <summary>Gives a property that is a text.</summary>
    public static string? Text(JsonElement? element, string name)
    {
        try
        {
            return Part(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // What JsonElement throws at texts that are no Unicode.
            return null;
        }
    }
}
