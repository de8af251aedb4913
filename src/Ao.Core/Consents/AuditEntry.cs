using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ao.Effects;
using Ao.Governance;
using Ao.Journal;

namespace Ao.Consents;

/// <summary>The form of an entry of the audit trail: one line of JSON whose last field is the hash of everything before it.</summary>
/// <remarks>The hash is SHA-256 over the bytes of the line up to <c>,"hash":</c>; they hold the hash of the entry before, so that each entry vouches for all earlier ones.
/// The line follows from the fact and the entry before byte for byte: there is only one way to write it.</remarks>
internal static class AuditEntry
{
    private const int HashLength = 64;
    private static readonly string s_genesis = new('0', HashLength);

    /// <summary>Gets the hash that the first entry follows.</summary>
    public static AuditAnchor Genesis => new(0, s_genesis);

    public static bool IsAudited(Fact fact) =>
        fact.Type.StartsWith(EffectFactKinds.ConsentPrefix, StringComparison.Ordinal) || fact.Type.StartsWith(EffectFactKinds.EffectPrefix, StringComparison.Ordinal)
        || fact.Type.StartsWith(GovernanceFactKinds.PolicyPrefix, StringComparison.Ordinal);

    /// <summary>Writes the entry of a fact, without the end of the line.</summary>
    public static (byte[] Line, AuditAnchor Head) Write(AuditAnchor before, Fact fact)
    {
        var body = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteNumber("entry", before.Entry + 1);
            json.WriteString("previous", before.Hash);
            json.WriteNumber("position", fact.Position);
            json.WriteString("stream", fact.Stream);
            json.WriteNumber("version", fact.Version);
            json.WriteNumber("epoch", fact.Epoch);
            json.WriteString("type", fact.Type);
            json.WriteNumber("schema", fact.Schema);
            json.WriteString("at", fact.At.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture));
            json.WriteString("dataHash", Convert.ToHexStringLower(SHA256.HashData(fact.Data.Span)));
            json.WritePropertyName("data");
            using (var data = JsonDocument.Parse(fact.Data))
            {
                data.RootElement.WriteTo(json);
            }

            json.WriteEndObject();
        }

        var covered = body.WrittenSpan[..^1];
        var hash = Convert.ToHexStringLower(SHA256.HashData(covered));
        return ([.. covered, .. Tail(hash)], new AuditAnchor(before.Entry + 1, hash));
    }

    /// <summary>Checks that a line is whole and follows the entry before.</summary>
    /// <returns>The head with this line and the position of its fact, or <see langword="null"/>.</returns>
    public static (AuditAnchor Head, long Position)? Read(AuditAnchor before, ReadOnlyMemory<byte> line)
    {
        var tailLength = Tail(s_genesis).Length;
        if (line.Length <= tailLength)
        {
            return null;
        }

        var covered = line[..^tailLength];
        var hash = Convert.ToHexStringLower(SHA256.HashData(covered.Span));
        if (!line.Span[^tailLength..].SequenceEqual(Tail(hash)))
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            return root.GetProperty("entry").GetInt64() == before.Entry + 1 && root.GetProperty("previous").GetString() == before.Hash
                ? (new AuditAnchor(before.Entry + 1, hash), root.GetProperty("position").GetInt64())
                : null;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static byte[] Tail(string hash) => Encoding.ASCII.GetBytes($",\"hash\":\"{hash}\"}}");
}
