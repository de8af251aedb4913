using System.Text;

namespace Ao.Plugins.Convergence;

/// <summary>The hash of a word in a sketch: FNV-1a of 32 bits over its UTF-8 bytes.</summary>
internal static class WordHash
{
    private const uint Offset = 2166136261;
    private const uint Prime = 16777619;
    private const int LongestOnStack = 512;

    public static uint Of(ReadOnlySpan<char> text)
    {
        var size = Encoding.UTF8.GetMaxByteCount(text.Length);
        var bytes = size <= LongestOnStack ? stackalloc byte[size] : new byte[size];
        var hash = Offset;
        foreach (var value in bytes[..Encoding.UTF8.GetBytes(text, bytes)])
        {
            hash = (hash ^ value) * Prime;
        }

        return hash;
    }
}
