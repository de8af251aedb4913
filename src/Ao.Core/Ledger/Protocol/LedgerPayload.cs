using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace Ao.Ledger.Protocol;

/// <summary>What every record says beside its content.</summary>
internal sealed record LedgerPayload
{
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = LedgerFormat.MaxDepth, AllowDuplicateProperties = false };

    public required string Publisher { get; init; }

    public required long Clock { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required string Family { get; init; }

    public string? SourceSession { get; init; }

    /// <summary>Gets what the body says that it is about.</summary>
    public string? Key { get; init; }

    public required ReadOnlyMemory<byte> Body { get; init; }

    public static string IdOf(ReadOnlySpan<byte> payload) => Convert.ToHexStringLower(SHA256.HashData(payload));

    public byte[] Write()
    {
        using var payload = new MemoryStream();
        using (var writer = new Utf8JsonWriter(payload))
        {
            writer.WriteStartObject();
            writer.WriteNumber("v", LedgerFormat.Version);
            writer.WriteString("publisher", Publisher);
            writer.WriteNumber("clock", Clock);
            writer.WriteString("time", Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
            writer.WriteString("family", Family);
            if (SourceSession is not null)
            {
                writer.WriteString("source_session", SourceSession);
            }

            writer.WritePropertyName("body");
            writer.WriteRawValue(Body.Span);
            writer.WriteEndObject();
        }

        return payload.ToArray();
    }

    /// <summary>Reads a payload; <see langword="null"/> where it is none of this protocol.</summary>
    public static LedgerPayload? Parse(ReadOnlyMemory<byte> payload)
    {
        try
        {
            using var document = JsonDocument.Parse(payload, s_options);
            return Read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    public LedgerEntry ToEntry(string id, string kind, int sequence) => new()
    {
        Id = id,
        Publisher = Publisher,
        Kind = kind,
        Clock = Clock,
        Time = Time,
        Family = Family,
        SourceSession = SourceSession,
        Subject = SubjectOf(kind),
        Sequence = sequence,
        Body = Body,
    };

    private static LedgerPayload? Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("v", out var version) || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != LedgerFormat.Version
            || Text(root, "publisher") is not { } publisher || !LedgerFormat.IsForkId(publisher)
            || !root.TryGetProperty("clock", out var clock) || clock.ValueKind != JsonValueKind.Number || !clock.TryGetInt64(out var ticks)
            || !root.TryGetProperty("time", out var time) || time.ValueKind != JsonValueKind.String || !time.TryGetDateTimeOffset(out var at)
            || Text(root, "family") is not { } family || !LedgerFormat.IsFamily(family)
            || !root.TryGetProperty("body", out var body) || body.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var session = Text(root, "source_session");
        return session?.Length > LedgerFormat.MaxSession
            ? null
            : new LedgerPayload { Publisher = publisher, Clock = ticks, Time = at, Family = family, SourceSession = session, Key = Text(body, "key"), Body = JsonMarshal.GetRawUtf8Value(body).ToArray() };
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // There is one identity and one list of peers; what takes back or relates others is about those, and nothing takes its place.
    private string? SubjectOf(string kind) => kind switch
    {
        LedgerKinds.Identity or LedgerKinds.Peers => "self",
        LedgerKinds.Withdraw or LedgerKinds.Link => null,
        _ => Key is { Length: > 0 and <= LedgerFormat.MaxSubject } ? Key : null,
    };
}
