using System.Security.Cryptography;
using System.Text;

namespace Ao.Plugins.Linear;

/// <summary>The id that something made by an operation has in Linear.</summary>
/// <remarks>Linear takes the id of what is created from its creator, and refuses one that is there already. An id that follows from the operation's key
/// is thus a mark that no editor removes, and lets one operation create one thing, however often it is asked for.</remarks>
internal static class OperationId
{
    /// <summary>Gives the id.</summary>
    /// <param name="key">The operation.</param>
    /// <param name="kind">What is made: an operation may make one of each kind.</param>
    public static string Of(OperationKey key, string kind)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{kind} {key.Value}"), hash);
        var bytes = hash[..16];

        // Linear accepts the fourth version alone, whose other bits are anything.
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D");
    }
}
