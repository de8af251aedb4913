namespace Ao.Plugins.GitHub.Webhooks;

/// <summary>Chooses which failed deliveries are asked for again. Pure.</summary>
internal static class RedeliveryChoice
{
    private const int MaxAtOnce = 20;
    private const int MaxAttempts = 3;
    private static readonly TimeSpan s_within = TimeSpan.FromDays(3);

    /// <param name="listed">The attempts that GitHub lists; several of one delivery have one id.</param>
    /// <param name="taken">The ids of those that were taken.</param>
    /// <param name="asked">How often each was asked for again.</param>
    /// <param name="now">The time.</param>
    /// <returns>The newest attempt of each.</returns>
    public static IReadOnlyList<HookDelivery> Choose(IEnumerable<HookDelivery> listed, IReadOnlySet<string> taken, IReadOnlyDictionary<string, int> asked, DateTimeOffset now) =>
        [.. listed
            .Where(delivery => DeliveryLog.IsId(delivery.Guid) && now - delivery.DeliveredAt < s_within && !taken.Contains(delivery.Guid) && asked.GetValueOrDefault(delivery.Guid) < MaxAttempts)
            .GroupBy(static delivery => delivery.Guid, StringComparer.Ordinal)
            .Where(static attempts => !attempts.Any(static attempt => attempt.StatusCode is >= 200 and < 300))
            .Select(static attempts => attempts.MaxBy(static attempt => attempt.DeliveredAt)!)
            .OrderBy(static delivery => delivery.DeliveredAt)
            .Take(MaxAtOnce)];
}
