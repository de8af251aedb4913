using System.Globalization;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.Linear;

/// <summary>What Linear said of the limits of the key: how much is left, and until when nothing more is answered.</summary>
/// <remarks>There is a limit of requests and one of complexity, both by the hour. Watching stops first, so that what a person waits for still goes through.</remarks>
internal sealed class RateLimits(IOptions<LinearOptions> options, TimeProvider timeProvider)
{
    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_longest = TimeSpan.FromHours(2);
    private static readonly TimeSpan s_unknown = TimeSpan.FromMinutes(1);
    private static readonly string[] s_kinds = ["Requests", "Complexity", "Endpoint-Requests"];

    private readonly Lock _lock = new();
    private DateTimeOffset _notBefore;
    private DateTimeOffset _watchNotBefore;

    /// <summary>Gives how long no call is to be made, or <see langword="null"/> where one can be.</summary>
    /// <param name="isWatching">Whether the call is one of watching, which leaves a reserve.</param>
    public TimeSpan? Wait(bool isWatching)
    {
        lock (_lock)
        {
            var until = isWatching && _watchNotBefore > _notBefore ? _watchNotBefore : _notBefore;
            var wait = until - timeProvider.GetUtcNow();
            return wait > TimeSpan.Zero ? wait : null;
        }
    }

    /// <summary>Takes in what an answer says of the limits.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="isLimited">Whether it refused the call because of them.</param>
    public void Observe(HttpResponseMessage response, bool isLimited)
    {
        var now = timeProvider.GetUtcNow();
        var watch = now;
        var spent = now;
        foreach (var kind in s_kinds)
        {
            if (Number(response, $"X-RateLimit-{kind}-Remaining") is not { } remaining || Number(response, $"X-RateLimit-{kind}-Reset") is not { } reset)
            {
                continue;
            }

            var until = Bounded(now, reset);
            var limit = Number(response, $"X-RateLimit-{kind}-Limit") ?? 0;
            if (remaining <= 0)
            {
                spent = until > spent ? until : spent;
            }
            else if (remaining * 100 < limit * options.Value.ReservePercent)
            {
                watch = until > watch ? until : watch;
            }
        }

        if (isLimited && spent == now)
        {
            spent = now + (RetryAfter(response, now) ?? s_unknown);
        }

        lock (_lock)
        {
            _watchNotBefore = watch;
            _notBefore = spent > _notBefore ? spent : _notBefore;
        }
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? (header?.Date is { } date ? date - now : null);
        return wait is { } value ? value < s_shortest ? s_shortest : value > s_longest ? s_longest : value : null;
    }

    private static double? Number(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) && double.TryParse(values.First(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The reset is told in milliseconds. One that is long past or far away is not believed.</summary>
    private static DateTimeOffset Bounded(DateTimeOffset now, double milliseconds)
    {
        var from = (now + s_shortest).ToUnixTimeMilliseconds();
        var to = (now + s_longest).ToUnixTimeMilliseconds();
        return DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Clamp(milliseconds, from, to));
    }
}
