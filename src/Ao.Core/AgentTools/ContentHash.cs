using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Ao.AgentTools;

/// <summary>Makes a short name of what an agent said, so that a call that is repeated is known again.</summary>
internal static class ContentHash
{
    private const int Length = 16;

    /// <summary>Gives the name of texts in their order. A text that is not there differs from an empty one.</summary>
    public static string Of(params IEnumerable<string?> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var text in texts)
        {
            // Each text behind its length, so that no two lists of texts read the same.
            var bytes = Encoding.UTF8.GetBytes(text ?? "");
            BinaryPrimitives.WriteInt32BigEndian(length, text is null ? -1 : bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..Length];
    }
}
