using System.Collections.Frozen;

namespace Ao.Plugins.Webhook;

/// <summary>The names of the headers that Ao sets.</summary>
internal static class WebhookHeaders
{
    public const string Timestamp = "Ao-Webhook-Timestamp";
    public const string Signature = "Ao-Webhook-Signature";
    public const string IdempotencyKey = "Idempotency-Key";

    public static FrozenSet<string> Reserved { get; } =
        FrozenSet.ToFrozenSet([Timestamp, Signature, IdempotencyKey, "Host", "Content-Length", "Content-Type", "Transfer-Encoding", "Connection"], StringComparer.OrdinalIgnoreCase);
}
