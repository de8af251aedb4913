using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ao.Plugins.GitLab.Webhooks;

/// <summary>Proves that GitLab sent a request: by its signature, else by the secret that it sends along. Both are compared in constant time.</summary>
internal static class WebhookProof
{
    private const string Prefix = "whsec_";
    private static readonly TimeSpan s_tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Tells whether a request is proved.</summary>
    public static bool Holds(WebhookRequest request, GitLabOptions options, DateTimeOffset now) =>
        options.WebhookSigningToken is { } signing ? IsSigned(request, signing, now) && (options.WebhookSecret is null || HasSecret(request, options.WebhookSecret))
        : options.WebhookSecret is { } secret && HasSecret(request, secret);

    /// <summary>Computes the signature of a message, as Standard Webhooks has it.</summary>
    public static byte[] Sign(string signingToken, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, KeyOf(signingToken));
        hash.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }

    private static bool HasSecret(WebhookRequest request, string secret) =>
        request.Header("X-Gitlab-Token") is { } given
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private static bool IsSigned(WebhookRequest request, string signing, DateTimeOffset now)
    {
        if (request.Header("webhook-id") is not { Length: > 0 } id
            || request.Header("webhook-timestamp") is not { } timestamp
            || request.Header("webhook-signature") is not { } signatures
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(seconds - now.ToUnixTimeSeconds()) > s_tolerance.TotalSeconds)
        {
            return false;
        }

        var expected = Sign(signing, id, timestamp, request.Body.Span);
        var proved = false;
        foreach (var signature in signatures.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(10))
        {
            var bytes = new byte[expected.Length];
            proved |= signature.StartsWith("v1,", StringComparison.Ordinal)
                && Convert.TryFromBase64String(signature[3..], bytes, out var length) && length == expected.Length
                && CryptographicOperations.FixedTimeEquals(bytes, expected);
        }

        return proved;
    }

    private static byte[] KeyOf(string token)
    {
        var key = new byte[token.Length];
        return token.StartsWith(Prefix, StringComparison.Ordinal) && Convert.TryFromBase64String(token[Prefix.Length..], key, out var length)
            ? key[..length]
            : Encoding.UTF8.GetBytes(token);
    }
}
