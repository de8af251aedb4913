using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Ao.Duplicates;

/// <summary>Hashes that are the same in every process, unlike those of <see cref="string"/>.</summary>
internal static class Hashing
{
    /// <summary>Gives the hash of characters.</summary>
    public static uint Of(ReadOnlySpan<char> text) => XxHash32.HashToUInt32(MemoryMarshal.AsBytes(text));

    /// <summary>Gives the hash of two terms in their order.</summary>
    public static uint Of(int first, int second)
    {
        var mixed = ((ulong)(uint)first << 32 | (uint)second) * 0x9E3779B97F4A7C15UL;
        mixed ^= mixed >> 29;
        return (uint)(mixed * 0xBF58476D1CE4E5B9UL >> 32);
    }
}
