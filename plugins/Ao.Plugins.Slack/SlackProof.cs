using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ao.Channels;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.Slack;

/// <summary>Proves that a request comes from Slack, and not from long ago: by the signature over its bytes and its time.</summary>
/// <remarks>One that is sent again meanwhile does no harm: a question takes one answer.</remarks>
internal sealed class SlackProof(IOptions<SlackOptions> options, TimeProvider time)
{
    private const string Version = "v0";
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(5);

    /// <summary>Tells whether Slack has sent the request, not longer ago than five minutes.</summary>
    public bool IsProved(WebhookRequest request)
    {
        if (string.IsNullOrEmpty(options.Value.SigningSecret)
            || request.Header("X-Slack-Signature") is not { Length: 67 } signature
            || request.Header("X-Slack-Request-Timestamp") is not { Length: <= 12 } stamp
            || !long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(time.GetUtcNow().ToUnixTimeSeconds() - seconds) > s_window.TotalSeconds)
        {
            return false;
        }

        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(signature), Encoding.ASCII.GetBytes(Sign(options.Value.SigningSecret, stamp, request.Body.Span)));
    }

    /// <summary>Signs a request as Slack does.</summary>
    public static string Sign(string secret, string stamp, ReadOnlySpan<byte> body) => ChannelSignature.Of(Version, $"{Version}:{stamp}:", secret, body);
}
