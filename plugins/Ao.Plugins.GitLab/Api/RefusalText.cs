using System.Text;
using System.Text.Json;

namespace Ao.Plugins.GitLab.Api;

/// <summary>Reads what GitLab says when it refuses: <c>message</c> or <c>error</c>, which may be a text, a list, or a list by field.</summary>
internal static class RefusalText
{
    private const int MaxLength = 300;
    private const int MaxDepth = 4;

    /// <summary>Gives the text on one line, without the token even where the server repeats it.</summary>
    public static string Read(ReadOnlySpan<byte> body, string? token)
    {
        var said = Clip(Find(body));
        return token is { Length: > 0 } ? said.Replace(token, "***", StringComparison.Ordinal) : said;
    }

    private static string Find(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            var root = document.RootElement;
            if (root.ValueKind is not JsonValueKind.Object)
            {
                return "";
            }

            foreach (var name in (string[])["message", "error_description", "error"])
            {
                if (root.TryGetProperty(name, out var value))
                {
                    var text = new StringBuilder();
                    Write(text, value, 0);
                    return text.ToString();
                }
            }

            return "";
        }
        catch (JsonException)
        {
            // A proxy's page or the like: it says nothing that helps.
            return "";
        }
    }

    private static void Write(StringBuilder text, JsonElement value, int depth)
    {
        if (depth > MaxDepth || text.Length > MaxLength)
        {
            return;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                Separate(text).Append(value.GetString());
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Write(text, item, depth + 1);
                }

                break;
            case JsonValueKind.Object:
                foreach (var field in value.EnumerateObject())
                {
                    Separate(text).Append(field.Name).Append(':');
                    Write(text, field.Value, depth + 1);
                }

                break;
            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                Separate(text).Append(value.GetRawText());
                break;
        }
    }

    private static StringBuilder Separate(StringBuilder text) => text.Length == 0 ? text : text.Append(text[^1] == ':' ? " " : "; ");

    private static string Clip(string text)
    {
        text = Printable.Clean(text.Length > MaxLength ? text[..MaxLength] : text);
        return Printable.Line(text.Replace('\n', ' ').Replace('\t', ' ').Trim());
    }
}
