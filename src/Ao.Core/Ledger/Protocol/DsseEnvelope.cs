using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ao.Ledger.Protocol;

/// <summary>A DSSE envelope: bytes, what they are, and who signs them.</summary>
internal sealed class DsseEnvelope
{
    private const int MaxSignatures = 4;

    private DsseEnvelope(string payloadType, byte[] payload, IReadOnlyList<byte[]> signatures) => (PayloadType, Payload, Signatures) = (payloadType, payload, signatures);

    public string PayloadType { get; }

    public byte[] Payload { get; }

    /// <summary>Gets the signatures' bytes. What an envelope says of keys beside them is a hint and is not read.</summary>
    public IReadOnlyList<byte[]> Signatures { get; }

    /// <summary>Gives what is signed: the pre-authentication encoding of DSSE.</summary>
    public static byte[] Signed(string payloadType, ReadOnlySpan<byte> payload)
    {
        var type = Encoding.UTF8.GetBytes(payloadType);
        return [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"DSSEv1 {type.Length} ")), .. type, .. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $" {payload.Length} ")), .. payload];
    }

    /// <summary>Signs a payload and gives its line.</summary>
    public static byte[] Write(string payloadType, ReadOnlySpan<byte> payload, params ReadOnlySpan<LedgerSigner> signers)
    {
        var signed = Signed(payloadType, payload);
        using var line = new MemoryStream();
        using (var writer = new Utf8JsonWriter(line, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("payloadType", payloadType);
            writer.WriteBase64String("payload", payload);
            writer.WriteStartArray("signatures");
            foreach (var signer in signers)
            {
                writer.WriteStartObject();
                writer.WriteString("keyid", signer.Key.Fingerprint);
                writer.WriteBase64String("sig", signer.Sign(LedgerFormat.RecordNamespace, signed));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return line.ToArray();
    }

    /// <summary>Reads a line; <see langword="null"/> where it is no envelope.</summary>
    public static DsseEnvelope? Parse(ReadOnlyMemory<byte> line)
    {
        using var document = StrictJson.Parse(line);
        return document?.RootElement is { } root && StrictJson.Text(root, "payloadType") is { } type && StrictJson.Bytes(root, "payload") is { } payload && ReadSignatures(root) is { } signatures
            ? new DsseEnvelope(type, payload, signatures)
            : null;
    }

    /// <summary>Reads the signatures; none where the envelope has none, <see langword="null"/> where they are no signatures.</summary>
    private static List<byte[]>? ReadSignatures(JsonElement root)
    {
        var signatures = new List<byte[]>();
        if (!root.TryGetProperty("signatures", out var list))
        {
            return signatures;
        }

        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > MaxSignatures)
        {
            return null;
        }

        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object || StrictJson.Bytes(item, "sig") is not { } bytes)
            {
                return null;
            }

            signatures.Add(bytes);
        }

        return signatures;
    }
}
