using System.Buffers.Binary;
using System.Numerics;

namespace Ao.Journal;

/// <summary>The checksum CRC-32C, built up from pieces: begin with <see cref="Start"/>, add, and <see cref="Finish"/>.</summary>
internal static class Crc32C
{
    public const uint Start = ~0u;

    public static uint Add(uint checksum, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            checksum = BitOperations.Crc32C(checksum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (var single in bytes)
        {
            checksum = BitOperations.Crc32C(checksum, single);
        }

        return checksum;
    }

    public static uint Add(uint checksum, long number) => BitOperations.Crc32C(checksum, (ulong)number);

    public static uint Finish(uint checksum) => ~checksum;

    public static uint Of(ReadOnlySpan<byte> bytes) => Finish(Add(Start, bytes));
}
