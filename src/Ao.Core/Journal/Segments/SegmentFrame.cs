using System.Buffers.Binary;

namespace Ao.Journal;

/// <summary>How a piece of output stands in a segment: length, CRC32C, sequence, content.</summary>
/// <remarks>The sequence is the offset of the first byte in the run's whole output, so that a lost or doubled frame shows. The checksum covers length, sequence and content.</remarks>
internal static class SegmentFrame
{
    public const int HeaderSize = 16;
    public const int ContentLimit = 64 * 1024;

    private const int LengthAt = 0;
    private const int ChecksumAt = 4;
    private const int SequenceAt = 8;

    /// <summary>Writes a frame.</summary>
    /// <returns>How many bytes it has.</returns>
    public static int Write(Span<byte> frame, long sequence, ReadOnlySpan<byte> content)
    {
        BinaryPrimitives.WriteInt32LittleEndian(frame[LengthAt..], content.Length);
        BinaryPrimitives.WriteInt64LittleEndian(frame[SequenceAt..], sequence);
        content.CopyTo(frame[HeaderSize..]);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[ChecksumAt..], Checksum(frame[..(HeaderSize + content.Length)]));
        return HeaderSize + content.Length;
    }

    /// <summary>Gives the length of the content that a header promises; 0 when it is not the header of the frame that must come here.</summary>
    public static int LengthOf(ReadOnlySpan<byte> header, long sequence)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(header[LengthAt..]);
        return length is > 0 and <= ContentLimit && BinaryPrimitives.ReadInt64LittleEndian(header[SequenceAt..]) == sequence ? length : 0;
    }

    /// <summary>Tells whether a whole frame is as it was written.</summary>
    public static bool IsSound(ReadOnlySpan<byte> frame) =>
        BinaryPrimitives.ReadUInt32LittleEndian(frame[ChecksumAt..]) == Checksum(frame);

    private static uint Checksum(ReadOnlySpan<byte> frame) =>
        Crc32C.Finish(Crc32C.Add(Crc32C.Add(Crc32C.Start, frame.Slice(LengthAt, sizeof(int))), frame[SequenceAt..]));
}
