using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ao.Lines;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.Linear;

/// <summary>Takes Linear's webhooks: signed, no older than a minute, and each once.</summary>
internal sealed class WebhookIntake(Wakes wakes, IOptions<LinearOptions> options, TimeProvider timeProvider)
{
    private const int MaxBody = 4 * 1024 * 1024;
    private const int MaxId = 100;
    private const int MaxKept = 10_000;
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Queue<(string Signature, DateTimeOffset At)> _order = new();

    public WebhookReply Receive(WebhookRequest request)
    {
        if (options.Value.WebhookSecret is not { Length: > 0 } secret || request.Body.Length > MaxBody || !IsSigned(request, secret))
        {
            return WebhookReply.Unproved;
        }

        try
        {
            return JsonText.Parse(request.Body, payload => Take(payload, request.Header("Linear-Signature")!), new JsonDocumentOptions { MaxDepth = 64 });
        }
        catch (JsonException)
        {
            return new WebhookReply(400);
        }
    }

    private static bool IsSigned(WebhookRequest request, string secret)
    {
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), request.Body.Span);
        var given = new byte[HMACSHA256.HashSizeInBytes];
        return request.Header("Linear-Signature") is { Length: HMACSHA256.HashSizeInBytes * 2 } signature
            && Convert.FromHexString(signature, given, out _, out var written) == System.Buffers.OperationStatus.Done
            && written == given.Length
            && CryptographicOperations.FixedTimeEquals(expected, given);
    }

    private WebhookReply Take(JsonElement payload, string signature)
    {
        // The moment is inside what is signed; one that does not say it cannot be told from an old one.
        if (payload.ValueKind != JsonValueKind.Object
            || !payload.TryGetProperty("webhookTimestamp", out var stamp) || stamp.ValueKind != JsonValueKind.Number || !stamp.TryGetInt64(out var milliseconds)
            || Math.Abs((double)timeProvider.GetUtcNow().ToUnixTimeMilliseconds() - milliseconds) > s_window.TotalMilliseconds)
        {
            return WebhookReply.Unproved;
        }

        // Read before it is noted: what cannot be read was not taken.
        var about = IssueOf(payload);

        // The header that numbers the delivery is not signed, so what is signed is what may come once.
        if (IsNew(signature.ToUpperInvariant()) && about is { Length: > 0 and <= MaxId } issue)
        {
            wakes.Wake(issue);
        }

        return WebhookReply.Accepted;
    }

    private bool IsNew(string signature)
    {
        var now = timeProvider.GetUtcNow();
        lock (_lock)
        {
            while (_order.TryPeek(out var oldest) && (now - oldest.At > 2 * s_window || _order.Count >= MaxKept))
            {
                _seen.Remove(_order.Dequeue().Signature);
            }

            if (!_seen.Add(signature))
            {
                return false;
            }

            _order.Enqueue((signature, now));
            return true;
        }
    }

    /// <summary>Gives the issue that a change is about: itself, or that of a comment, a label or an attachment.</summary>
    private static string? IssueOf(JsonElement payload)
    {
        if (Text(payload, "type") is not { } type || !payload.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        return type == "Issue" ? Text(data, "id") : Text(data, "issueId") ?? (data.TryGetProperty("issue", out var issue) ? Text(issue, "id") : null);
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
