using System.Globalization;
using System.Text.Json;

namespace Ao.Plugins.OpenCode;

/// <summary>An entry of the log. Fields of another kind than expected count as missing, and texts are cut.</summary>
internal readonly struct EventEntry(JsonElement entry)
{
    private const int LongestText = 16 * 1024;
    private const int LongestName = 200;
    private const int MostParameters = 20;

    public string? Type => Name("type");

    public string? Session => Name("session");

    public DateTimeOffset? At => entry.TryGetProperty("at", out var at) && at.ValueKind == JsonValueKind.Number && at.TryGetInt64(out var milliseconds) && milliseconds is > 0 and < 253402300800000
        ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
        : null;

    public string? Name(string name) => Text(name, LongestName);

    public string? Text(string name, int longest = LongestText) => entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? Cut(value.GetString()!, longest) : null;

    public long Count(string name) => entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var count) && count > 0 ? count : 0;

    /// <summary>Gives the moment that a retry-after header names: seconds from now, or a date.</summary>
    public DateTimeOffset? RetryAfter()
    {
        if (Name("retryAfter") is not { } value)
        {
            return null;
        }

        return double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < 366 * 86400
            ? At?.AddSeconds(seconds)
            : DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
    }

    public Dictionary<string, string> Parameters()
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        if (entry.TryGetProperty("parameters", out var given) && given.ValueKind == JsonValueKind.Object)
        {
            foreach (var parameter in given.EnumerateObject().Where(static parameter => parameter.Value.ValueKind == JsonValueKind.String).Take(MostParameters))
            {
                parameters[Cut(parameter.Name, LongestName)] = Cut(parameter.Value.GetString()!, LongestText);
            }
        }

        return parameters;
    }

    private static string Cut(string text, int longest) =>
        text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
}
