using System.Text.Json;

namespace Ao.Ledger.Protocol;

/// <summary>What a commit says of the chain up to it.</summary>
/// <param name="Publisher">Whose chain it is.</param>
/// <param name="Family">The family that it is about.</param>
/// <param name="Sequence">The number of the commit, from 1.</param>
/// <param name="Count">How many lines all segments have together.</param>
/// <param name="Clock">The highest clock in them.</param>
internal sealed record LedgerManifest(string Publisher, string Family, int Sequence, int Count, long Clock)
{
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = 4, AllowDuplicateProperties = false };

    public byte[] Write()
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            writer.WriteNumber("v", LedgerFormat.Version);
            writer.WriteString("forkid", Publisher);
            writer.WriteString("family", Family);
            writer.WriteNumber("seq", Sequence);
            writer.WriteNumber("count", Count);
            writer.WriteNumber("clock", Clock);
            writer.WriteEndObject();
        }

        return [.. bytes.ToArray(), (byte)'\n'];
    }

    /// <summary>Reads a manifest; <see langword="null"/> where it is none.</summary>
    public static LedgerManifest? Parse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, s_options);
            var root = document.RootElement;
            return bytes.Length <= LedgerFormat.ManifestBytes && root.GetProperty("v").GetInt32() == LedgerFormat.Version
                ? new LedgerManifest(root.GetProperty("forkid").GetString() ?? "", root.GetProperty("family").GetString() ?? "", root.GetProperty("seq").GetInt32(), root.GetProperty("count").GetInt32(), root.GetProperty("clock").GetInt64())
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            return null;
        }
    }
}
