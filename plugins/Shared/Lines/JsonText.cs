using System.Text.Json;

namespace Ao.Lines;

/// <summary>Reads JSON of others, whose texts and names need not be valid Unicode: a lone surrogate or bad UTF-8 passes the parser and is found only when the text is read.</summary>
internal static class JsonText
{
    /// <summary>Gives a text; <see langword="null"/> where it is none, or not valid.</summary>
    public static string? TryRead(JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Gives a field; <see langword="null"/> where it is not there, or cannot be told because a name is not valid.</summary>
    public static JsonElement? TryPart(JsonElement element, string name)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var part) ? part : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Parses JSON and reads of it. What is read must hold nothing of the document.</summary>
    /// <exception cref="JsonException">It is no JSON, or holds what is not valid where it is read.</exception>
    public static T Parse<T>(ReadOnlyMemory<byte> json, Func<JsonElement, T> read, JsonDocumentOptions options = default)
    {
        using var document = JsonDocument.Parse(json, options);
        try
        {
            return read(document.RootElement);
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException("It holds text that is not valid Unicode.", exception);
        }
    }
}
