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
        using var document = bytes.Length <= LedgerFormat.ManifestBytes ? StrictJson.Parse(bytes) : null;
        return document?.RootElement is { } root && StrictJson.Number(root, "v") == LedgerFormat.Version
            && StrictJson.Text(root, "forkid") is { } publisher && StrictJson.Text(root, "family") is { } family
            && StrictJson.Number(root, "seq") is >= 0 and <= int.MaxValue and var sequence && StrictJson.Number(root, "count") is >= 0 and <= int.MaxValue and var count && StrictJson.Number(root, "clock") is { } clock
            ? new LedgerManifest(publisher, family, (int)sequence, (int)count, clock)
            : null;
    }
}
