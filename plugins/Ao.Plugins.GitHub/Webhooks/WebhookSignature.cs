using System.Security.Cryptography;
using System.Text;

namespace Ao.Plugins.GitHub.Webhooks;

/// <summary>Proves who sent a webhook: HMAC-SHA256 over the bytes of the body. Pure.</summary>
internal static class WebhookSignature
{
    private const string Prefix = "sha256=";
    private const int Length = 32;

    /// <summary>Whether a signature is one over the body. How long that takes tells nothing of the right one.</summary>
    public static bool IsGenuine(string secret, ReadOnlySpan<byte> body, string? signature)
    {
        if (signature is null || !signature.StartsWith(Prefix, StringComparison.Ordinal) || signature.Length != Prefix.Length + (2 * Length))
        {
            return false;
        }

        Span<byte> given = stackalloc byte[Length];
        if (Convert.FromHexString(signature.AsSpan(Prefix.Length), given, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }

        Span<byte> right = stackalloc byte[Length];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body, right);
        return CryptographicOperations.FixedTimeEquals(right, given);
    }
}
