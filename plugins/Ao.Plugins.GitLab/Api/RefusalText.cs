using System.Text;
using System.Text.Json;
using Ao.Lines;

namespace Ao.Plugins.GitLab.Api;

/// <summary>Reads what GitLab says when it refuses: <c>message</c> or <c>error</c>, which may be a text, a list, or a list by field.</summary>
internal static class RefusalText
{
    private const int MaxLength = 300;
    private const int MaxDepth = 4;

    /// <summary>Gives the text on one line, without the token even where the server repeats it.</summary>
    public static string Read(ReadOnlySpan<byte> body, string? token)
    {
        // Before anything is cut off, which could leave a part of it.
        var said = Find(body);
        return Clip(token is { Length: > 0 } ? said.Replace(token, "***", StringComparison.Ordinal) : said);
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
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A proxy's page, a name that is not valid Unicode, or the like: it says nothing that helps.
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
                if (JsonText.TryRead(value) is { } said)
                {
                    Separate(text).Append(said);
                }

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
