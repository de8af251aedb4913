using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace Ao.Ledger.Protocol;

/// <summary>Reads JSON as every reader of the protocol reads it: UTF-8, no property twice, no half of a surrogate pair, not nested deeper than the protocol says. Where readers of JSON differ, the text is none.</summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = LedgerFormat.MaxDepth, AllowDuplicateProperties = false };
    private static readonly JsonReaderOptions s_readerOptions = new() { MaxDepth = LedgerFormat.MaxDepth };

    /// <summary>Reads an object; <see langword="null"/> where it is none.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> text)
    {
        if (!Utf8.IsValid(text.Span))
        {
            return null;
        }

        JsonDocument? document = null;
        try
        {
            document = JsonDocument.Parse(text, s_options);
            CheckEscapes(text.Span);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            document?.Dispose();
            return null;
        }

        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            document.Dispose();
            return null;
        }

        return document;
    }

    /// <summary>Reads a property that may be left out; <c>null</c> counts as left out.</summary>
    /// <returns>Whether it is left out or a text.</returns>
    public static bool TryText(JsonElement element, string name, out string? text)
    {
        text = null;
        if (!element.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return text is not null;
    }

    /// <summary>Reads a property that is a text; <see langword="null"/> where it is none.</summary>
    public static string? Text(JsonElement element, string name) => TryText(element, name, out var text) ? text : null;

    /// <summary>Reads a whole number that is written with digits only; <see langword="null"/> where it is none.</summary>
    public static long? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && JsonMarshal.GetRawUtf8Value(value)[0] != (byte)'-' && value.TryGetInt64(out var number) ? number : null;

    /// <summary>Reads Base64 in its one form: with its padding, and without white space or bits that say nothing.</summary>
    public static byte[]? Bytes(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.TryGetBytesFromBase64(out var bytes) && value.ValueEquals(Convert.ToBase64String(bytes)) ? bytes : null;

    /// <summary>Decodes the names and texts that may hold half of a surrogate pair, which fails where they do.</summary>
    private static void CheckEscapes(ReadOnlySpan<byte> text)
    {
        if (text.IndexOf("\\ud"u8) < 0 && text.IndexOf("\\uD"u8) < 0)
        {
            return;
        }

        var reader = new Utf8JsonReader(text, s_readerOptions);
        while (reader.Read())
        {
            if (reader.ValueIsEscaped)
            {
                reader.GetString();
            }
        }
    }
}
