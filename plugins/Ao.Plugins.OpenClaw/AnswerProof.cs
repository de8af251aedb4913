using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ao.Channels;

namespace Ao.Plugins.OpenClaw;

/// <summary>Proves that a request comes from the gateway's hook, and not from long ago.</summary>
/// <remarks>One that is sent again meanwhile does no harm: a question takes one answer, and its code was unknown before it was asked.</remarks>
internal sealed class AnswerProof(TimeProvider timeProvider)
{
    public const string TimestampHeader = "Ao-Timestamp";
    public const string SignatureHeader = "Ao-Signature";
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(5);

    /// <summary>Gives the signature: HMAC-SHA256 over the time in seconds, a dot and the body.</summary>
    public static string Sign(string secret, string timestamp, ReadOnlySpan<byte> body) => ChannelSignature.Of("v1", $"{timestamp}.", secret, body);

    /// <summary>Tells whether a request was signed with the secret, not long ago.</summary>
    public bool IsProved(WebhookRequest request, string secret)
    {
        if (request.Header(TimestampHeader) is not { Length: < 20 } timestamp || request.Header(SignatureHeader) is not { Length: < 200 } signature)
        {
            return false;
        }

        var expected = Encoding.ASCII.GetBytes(Sign(secret, timestamp, request.Body.Span));
        return CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(signature))
            && long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && Math.Abs(timeProvider.GetUtcNow().ToUnixTimeSeconds() - seconds) <= (long)s_window.TotalSeconds;
    }
}
