using System.Security.Cryptography;
using System.Text;

namespace Ao.Channels;

/// <summary>Signs a request: HMAC-SHA256 over its time and its body, so that neither can be changed nor an old request be sent again later.</summary>
internal static class ChannelSignature
{
    /// <summary>Gives the signature, as the header has it.</summary>
    /// <param name="version">What stands before the equals sign.</param>
    /// <param name="prefix">What is signed before the body: the time, as the channel writes it there.</param>
    /// <param name="secret">The key.</param>
    /// <param name="body">The body.</param>
    public static string Of(string version, string prefix, string secret, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.ASCII.GetBytes(prefix));
        hmac.AppendData(body);
        return $"{version}={Convert.ToHexStringLower(hmac.GetHashAndReset())}";
    }
}
