using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace Ao.Ledger.Protocol;

/// <summary>What every record says beside its content.</summary>
internal sealed record LedgerPayload
{
    public required string Publisher { get; init; }

    public required long Clock { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required string Family { get; init; }

    public string? SourceSession { get; init; }

    /// <summary>Gets what the body says that it is about.</summary>
    public string? Key { get; init; }

    /// <summary>Gets the proposal that the body says that it decides.</summary>
    public string? Proposal { get; init; }

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
        using var document = StrictJson.Parse(payload);
        return document is null ? null : Read(document.RootElement);
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
        if (StrictJson.Number(root, "v") != LedgerFormat.Version
            || StrictJson.Text(root, "publisher") is not { } publisher || !LedgerFormat.IsForkId(publisher)
            || StrictJson.Number(root, "clock") is not (>= 1 and <= LedgerFormat.MaxClock and var clock)
            || StrictJson.Text(root, "time") is not { } time || Rfc3339.Parse(time) is not { } at
            || StrictJson.Text(root, "family") is not { } family || !LedgerFormat.IsFamily(family)
            || !StrictJson.TryText(root, "source_session", out var session) || (session is not null && !LedgerFormat.IsWithin(session, LedgerFormat.MaxSession))
            || !root.TryGetProperty("body", out var body) || body.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        return new LedgerPayload { Publisher = publisher, Clock = clock, Time = at, Family = family, SourceSession = session, Key = StrictJson.Text(body, "key"), Proposal = StrictJson.Text(body, "proposal"), Body = JsonMarshal.GetRawUtf8Value(body).ToArray() };
    }

    // There is one identity and one list of peers, and one decision on a proposal; what takes back or relates others is about those, and nothing takes its place.
    private string? SubjectOf(string kind) => kind switch
    {
        LedgerKinds.Identity or LedgerKinds.Peers => "self",
        LedgerKinds.Withdraw or LedgerKinds.Link => null,
        LedgerKinds.Adopt or LedgerKinds.Decline => Subject(Proposal),
        _ => Subject(Key),
    };

    private static string? Subject(string? text) => text is { Length: > 0 } && LedgerFormat.IsWithin(text, LedgerFormat.MaxSubject) ? text : null;
}
