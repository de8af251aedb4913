using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Ao.Plugins.ClaudeCode.Launch;

/// <summary>Makes ids that come out the same each time, so that a host that was started again asks for the same thing and not for another one like it.</summary>
internal static class StableId
{
    /// <summary>Makes an id in the form that Claude Code takes for conversations and messages.</summary>
    public static string Of(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        var id = hash.GetHashAndReset().AsSpan(0, 16);

        // Version 8 of RFC 9562: made by a rule of our own.
        id[6] = (byte)((id[6] & 0x0f) | 0x80);
        id[8] = (byte)((id[8] & 0x3f) | 0x80);
        return new Guid(id, bigEndian: true).ToString("d");
    }
}
