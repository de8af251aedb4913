using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ao.Plugins.Command;

/// <summary>The fields of a line, with their bounds. Longer texts are cut; texts of a wrong kind are errors.</summary>
internal readonly struct ProtocolObject(JsonElement element, int longestText)
{
    public string Required(string name, int longest) =>
        Text(name, longest) is { Length: > 0 } text ? text : throw new ProtocolException($"The field '{name}' is missing");

    public string? Text(string name) => Text(name, longestText);

    public string? Text(string name, int longest) => Find(name, JsonValueKind.String) is { } value ? Cut(value.GetString()!, longest) : null;

    public long Count(string name)
    {
        if (Find(name, JsonValueKind.Number) is not { } value)
        {
            return 0;
        }

        return value.TryGetInt64(out var count) && count >= 0 ? count : throw new ProtocolException($"The field '{name}' is not a whole number of 0 or more");
    }

    /// <summary>Gives a number from 0 to 1; nothing, where it is another.</summary>
    public double? FractionOrNone(string name) => Find(name, JsonValueKind.Number) is { } value && value.TryGetDouble(out var fraction) && fraction is >= 0 and <= 1 ? fraction : null;

    public DateTimeOffset? Time(string name)
    {
        if (Find(name, JsonValueKind.String) is not { } value)
        {
            return null;
        }

        return DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw new ProtocolException($"The field '{name}' is not a time in ISO 8601");
    }

    /// <summary>Gives the line itself, without some of its fields.</summary>
    public string Without(params ReadOnlySpan<string> names)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var property in element.EnumerateObject())
            {
                if (!names.Contains(property.Name))
                {
                    property.WriteTo(writer);
                }
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Gives texts, also where there is one and no list.</summary>
    public IReadOnlyList<string> TextOrTexts(string name, int most) =>
        element.TryGetProperty(name, out var one) && one.ValueKind == JsonValueKind.String ? [one.GetString()!] : Texts(name, most);

    /// <summary>Gives the items of a list, the first of them where there are more than are taken.</summary>
    public IReadOnlyList<T> List<T>(string name, int most, Func<JsonElement, T> read) =>
        Find(name, JsonValueKind.Array) is { } value ? [.. value.EnumerateArray().Take(most).Select(read)] : [];

    private IReadOnlyList<string> Texts(string name, int most) =>
        Find(name, JsonValueKind.Array) is { } value
            ? [.. value.EnumerateArray().Take(most).Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : throw new ProtocolException($"The field '{name}' holds something else than texts"))]
            : [];

    private JsonElement? Find(string name, JsonValueKind kind)
    {
        if (!element.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind == kind ? value : throw new ProtocolException($"The field '{name}' is not a {kind}");
    }

    /// <summary>Cuts a text, never between the halves of a character.</summary>
    public static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
        {
            return text;
        }

        return text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
    }
}
