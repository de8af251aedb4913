using System.Globalization;
using Ao.Plugins.GitHub.Api;

namespace Ao.Plugins.GitHub.Quota;

/// <summary>Decides whether a call may go, and what is known after it. Pure.</summary>
internal static class QuotaRules
{
    private const int FailuresToOpen = 5;
    private const double SweepMargin = 0.1;
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_firstOpening = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_longestOpening = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_probe = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_forgiven = TimeSpan.FromMinutes(10);

    /// <summary>Says whether a call may go now, and otherwise when to ask again.</summary>
    public static QuotaVerdict Decide(QuotaState state, QuotaNeed need, DateTimeOffset now, QuotaPolicy policy)
    {
        if (state.OpenUntil is { } open && (open > now || state.IsProbing))
        {
            return new QuotaVerdict(open > now ? open : now + s_probe, "the service failed several times in a row");
        }

        if (state.NotBefore is { } notBefore && notBefore > now)
        {
            return new QuotaVerdict(notBefore, "the service asked to wait");
        }

        return OfBucket(state, need, now, policy) ?? OfMinute(state, need, now) ?? (need.IsWrite ? OfWrites(state, now, policy) : null) ?? default;
    }

    /// <summary>Gives what is known once a call has gone.</summary>
    public static QuotaState Enter(QuotaState state, QuotaNeed need, DateTimeOffset now)
    {
        var buckets = state.Buckets;
        if (buckets.TryGetValue(need.Resource, out var bucket))
        {
            bucket = bucket.At(now);
            buckets = With(buckets, need.Resource, bucket with { Reserved = bucket.Reserved + need.Points, ResetsAt = now >= bucket.ResetsAt ? now + s_hour : bucket.ResetsAt });
        }

        return state with
        {
            Buckets = buckets,
            IsProbing = state.OpenUntil is not null,
            Spent = Spend(state.Spent, need, now),
            Writes = need.IsWrite ? [.. state.Writes.SkipWhile(at => at <= now - s_hour), now] : state.Writes,
        };
    }

    /// <summary>Gives what is known once a call has ended.</summary>
    public static QuotaState Leave(QuotaState state, QuotaNeed need, QuotaOutcome outcome, DateTimeOffset now)
    {
        state = Count(state, need, outcome, now);
        if (outcome.IsBroken)
        {
            var failures = state.Failures + 1;
            return state with
            {
                Failures = failures,
                IsProbing = false,
                OpenUntil = failures < FailuresToOpen ? null : now + Least(s_firstOpening * Math.Pow(2, Math.Min(failures - FailuresToOpen, 10)), s_longestOpening),
            };
        }

        if (ReferenceEquals(outcome, QuotaOutcome.Unknown))
        {
            return state with { IsProbing = false };
        }

        state = state with { Failures = 0, OpenUntil = null, IsProbing = false };
        return outcome.IsLimited ? Strike(state, outcome, now)
            : state.Strikes > 0 && state.StruckAt + s_forgiven < now ? state with { Strikes = 0, StruckAt = null }
            : state;
    }

    private static QuotaVerdict? OfBucket(QuotaState state, QuotaNeed need, DateTimeOffset now, QuotaPolicy policy)
    {
        if (!state.Buckets.TryGetValue(need.Resource, out var bucket))
        {
            return null;
        }

        bucket = bucket.At(now);
        var kept = need.MayUseReserve ? 0 : (int)Math.Ceiling(bucket.Limit * Math.Min(0.95, policy.Reserve + (need.Purpose == CallPurpose.Sweep ? SweepMargin : 0)));
        if (bucket.Remaining - bucket.Reserved - need.Points >= kept)
        {
            return null;
        }

        var left = string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, bucket.Remaining - bucket.Reserved)} of {bucket.Limit} points are left this hour");
        return new QuotaVerdict(bucket.ResetsAt > now ? bucket.ResetsAt : now + s_probe, kept == 0 ? left : string.Create(CultureInfo.InvariantCulture, $"{left}, and {kept} are kept for people and for what is written"));
    }

    private static QuotaVerdict? OfMinute(QuotaState state, QuotaNeed need, DateTimeOffset now)
    {
        var isGraphQl = need.Resource == QuotaNeed.GraphQl;
        var limit = isGraphQl ? QuotaPolicy.MaxGraphQlAMinute : QuotaPolicy.MaxRestAMinute;
        var since = now.ToUnixTimeSeconds() - 60;
        var points = 0;
        long? oldest = null;
        foreach (var spent in state.Spent)
        {
            if (spent.Second >= since && (isGraphQl ? spent.GraphQl : spent.Rest) is > 0 and var some)
            {
                points += some;
                oldest ??= spent.Second;
            }
        }

        return points + need.MinutePoints <= limit ? null : new QuotaVerdict(DateTimeOffset.FromUnixTimeSeconds(oldest!.Value + 61), "as much was called within a minute as the service allows", IsPacing: true);
    }

    private static QuotaVerdict? OfWrites(QuotaState state, DateTimeOffset now, QuotaPolicy policy)
    {
        var writes = state.Writes;
        if (writes.Count == 0)
        {
            return null;
        }

        if (writes[^1] + policy.WriteInterval is var next && next > now)
        {
            return new QuotaVerdict(next, "writes keep their distance", IsPacing: true);
        }

        var inMinute = writes.Count(at => at > now - s_minute);
        if (inMinute >= QuotaPolicy.MaxWritesAMinute)
        {
            return new QuotaVerdict(writes[^QuotaPolicy.MaxWritesAMinute] + s_minute, "as much was written within a minute as the service allows", IsPacing: true);
        }

        var inHour = writes.Count(at => at > now - s_hour);
        return inHour >= policy.MaxWritesAnHour
            ? new QuotaVerdict(writes[^policy.MaxWritesAnHour] + s_hour, string.Create(CultureInfo.InvariantCulture, $"{inHour} writes were made within an hour, as many as the service allows"))
            : null;
    }

    private static QuotaState Count(QuotaState state, QuotaNeed need, QuotaOutcome outcome, DateTimeOffset now)
    {
        var buckets = state.Buckets;
        if (buckets.TryGetValue(need.Resource, out var reserved))
        {
            buckets = With(buckets, need.Resource, reserved with { Reserved = Math.Max(0, reserved.Reserved - need.Points) });
        }

        if (outcome is { Limit: { } limit, Remaining: { } remaining, ResetsAt: { } resetsAt })
        {
            var resource = outcome.Resource ?? need.Resource;
            var known = buckets.GetValueOrDefault(resource);
            // Answers of one hour may come in any order: the lowest count is the newest. One of an earlier hour tells nothing.
            var bucket = known is null || resetsAt > known.ResetsAt ? new QuotaBucket(limit, remaining, resetsAt) { Reserved = known?.Reserved ?? 0 }
                : resetsAt == known.ResetsAt ? known with { Limit = limit, Remaining = Math.Min(known.Remaining, remaining) }
                : known.ResetsAt - resetsAt < s_minute ? known with { Remaining = Math.Min(known.Remaining, remaining) }
                : known;
            return state with { Buckets = With(buckets, resource, bucket) };
        }

        if (buckets.TryGetValue(need.Resource, out var counted))
        {
            buckets = With(buckets, need.Resource, counted with { Remaining = Math.Max(0, counted.At(now).Remaining - need.Points) });
        }

        return state with { Buckets = buckets };
    }

    private static QuotaState Strike(QuotaState state, QuotaOutcome outcome, DateTimeOffset now)
    {
        if (outcome is { RetryAfter: null, Remaining: 0, ResetsAt: { } resetsAt } && resetsAt > now)
        {
            // The hour's points are gone: the bucket says so, and other resources go on.
            return state;
        }

        var strikes = state.Strikes + 1;
        var until = now + (outcome.RetryAfter ?? Least(s_minute * Math.Pow(2, Math.Min(strikes - 1, 10)), s_hour));
        return state with { Strikes = strikes, StruckAt = now, NotBefore = state.NotBefore is { } known && known > until ? known : until };
    }

    private static List<QuotaSpent> Spend(IReadOnlyList<QuotaSpent> spent, QuotaNeed need, DateTimeOffset now)
    {
        var second = now.ToUnixTimeSeconds();
        List<QuotaSpent> kept = [.. spent.Where(entry => entry.Second >= second - 60)];
        var last = kept.Count > 0 && kept[^1].Second == second ? kept[^1] : new QuotaSpent(second, 0, 0);
        if (kept.Count > 0 && kept[^1].Second == second)
        {
            kept.RemoveAt(kept.Count - 1);
        }

        kept.Add(need.Resource == QuotaNeed.GraphQl ? last with { GraphQl = last.GraphQl + need.MinutePoints } : last with { Rest = last.Rest + need.MinutePoints });
        return kept;
    }

    private static Dictionary<string, QuotaBucket> With(IReadOnlyDictionary<string, QuotaBucket> buckets, string resource, QuotaBucket bucket) => new(buckets, StringComparer.Ordinal) { [resource] = bucket };

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
