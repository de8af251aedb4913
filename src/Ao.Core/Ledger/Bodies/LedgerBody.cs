using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Ao.Ledger.Bodies;

/// <summary>Reads and writes what records say.</summary>
internal static class LedgerBody
{
    public static ReadOnlyMemory<byte> Write<T>(T body, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(body, type);

    /// <summary>Makes a record to be added.</summary>
    public static LedgerDraft Draft<T>(string kind, T body, JsonTypeInfo<T> type, string? sourceSession = null) => new(kind, Write(body, type), sourceSession);

    /// <summary>Tells whether a record says what another would, whatever its bytes are.</summary>
    public static bool SaysTheSame<T>(LedgerEntry entry, LedgerDraft draft, JsonTypeInfo<T> type)
        where T : class => Read(entry, type) is { } body && Write(body, type).Span.SequenceEqual(draft.Body.Span);

    /// <summary>Reads what a record says; <see langword="null"/> where it does not have the form of its kind. Whatever is in it comes from outside.</summary>
    public static T? Read<T>(LedgerEntry entry, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(entry.Body.Span, type);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or NotSupportedException)
        {
            return null;
        }
    }
}
