using System.Text;

namespace Ao.Journal;

/// <summary>What all facts up to a position have come to: where the streams stand, and the observers' states. It is kept as a snapshot.</summary>
/// <param name="Streams">Where each stream stands.</param>
/// <param name="States">The states of the observers, in their order.</param>
internal sealed record JournalImage(IReadOnlyList<KeyValuePair<string, StreamHead>> Streams, IReadOnlyList<byte[]> States)
{
    /// <summary>Writes the image: its form, its content, its checksum.</summary>
    public byte[] Encode()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(JournalForm.Current);
        writer.Write(Streams.Count);
        foreach (var (stream, head) in Streams)
        {
            writer.Write(stream);
            writer.Write(head.Version);
            writer.Write(head.Epoch);
            writer.Write(head.Position);
        }

        writer.Write(States.Count);
        foreach (var state in States)
        {
            writer.Write(state.Length);
            writer.Write(state);
        }

        writer.Flush();
        writer.Write(Crc32C.Of(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
        writer.Flush();
        return bytes.ToArray();
    }

    /// <summary>Reads an image; <see langword="null"/> where another build wrote it, or it is not as it was written.</summary>
    public static JournalImage? Decode(ReadOnlyMemory<byte> data)
    {
        if (data.Length <= sizeof(uint) || BitConverter.ToUInt32(data.Span[^sizeof(uint)..]) != Crc32C.Of(data.Span[..^sizeof(uint)]))
        {
            return null;
        }

        using var reader = new BinaryReader(new MemoryStream(data.ToArray(), writable: false), Encoding.UTF8);
        if (reader.ReadString() != JournalForm.Current)
        {
            return null;
        }

        var streams = new KeyValuePair<string, StreamHead>[reader.ReadInt32()];
        for (var index = 0; index < streams.Length; index++)
        {
            streams[index] = new(reader.ReadString(), new StreamHead(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64()));
        }

        var states = new byte[reader.ReadInt32()][];
        for (var index = 0; index < states.Length; index++)
        {
            states[index] = reader.ReadBytes(reader.ReadInt32());
        }

        return new JournalImage(streams, states);
    }
}
