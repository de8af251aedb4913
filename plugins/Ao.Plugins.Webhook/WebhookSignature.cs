using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ao.Plugins.Webhook;

/// <summary>Signs a request: HMAC-SHA256 over the time, a dot and the body, so that neither can be changed nor an old request be sent again later.</summary>
internal static class WebhookSignature
{
    public static string Compute(string secret, long timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{timestamp}.")));
        hmac.AppendData(body);
        return $"v1={Convert.ToHexStringLower(hmac.GetHashAndReset())}";
    }
}
