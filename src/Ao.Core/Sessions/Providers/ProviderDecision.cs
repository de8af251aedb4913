using Ao.Agents;

namespace Ao.Sessions.Providers;

/// <summary>Decides how long a provider is left alone, and how many of its sessions may be in a turn at once: pure functions.</summary>
/// <remarks>All sessions of a provider back off together: the time doubles each time that it refuses again, and after it half as many sessions begin; each turn that goes well lets one more.</remarks>
internal static class ProviderDecision
{
    /// <summary>The longest time that a provider's own word is believed for.</summary>
    private static readonly TimeSpan s_longestReset = TimeSpan.FromDays(8);

    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromHours(1);

    /// <summary>Decides what a refusal means.</summary>
    /// <param name="known">What is known of the provider, where it has refused lately.</param>
    /// <param name="provider">The provider.</param>
    /// <param name="kind">Why it refuses.</param>
    /// <param name="resetsAt">When the limit passes, where it says so.</param>
    /// <param name="detail">What it said.</param>
    /// <param name="inTurn">How many sessions of the provider are in a turn.</param>
    /// <param name="now">The time.</param>
    /// <returns>What is to be written down, or <see langword="null"/> where nothing new was learned.</returns>
    public static ProviderFacts.Limited? Limit(ProviderState? known, string provider, ProviderLimitKind kind, DateTimeOffset? resetsAt, string? detail, int inTurn, DateTimeOffset now)
    {
        if (known is not null && known.Until > now)
        {
            // Others of the same burst: no strike, but the later time counts.
            return resetsAt is { } later && Clamp(later, now) > known.Until
                ? new ProviderFacts.Limited(provider, kind, Clamp(later, now), known.Strikes, known.Window, known.Peak, detail)
                : null;
        }

        var strikes = (known?.Strikes ?? 0) + 1;
        var peak = Math.Max(known?.Peak ?? 1, inTurn);
        var window = Math.Max(1, Math.Min(inTurn, known?.Window ?? int.MaxValue) / 2);
        return new ProviderFacts.Limited(provider, kind, resetsAt is { } reset ? Clamp(reset, now) : now + BackOff(kind, strikes), strikes, window, peak, detail);
    }

    /// <summary>Decides what a turn that went well means.</summary>
    /// <param name="known">What is known of the provider.</param>
    /// <param name="now">The time.</param>
    /// <returns>What is to be written down, or <see langword="null"/> where nothing changes.</returns>
    public static ProviderFacts.Eased? Ease(ProviderState? known, DateTimeOffset now) =>
        known is null || known.Until > now ? null : new ProviderFacts.Eased(known.Provider, known.Window < known.Peak ? known.Window + 1 : null);

    private static TimeSpan BackOff(ProviderLimitKind kind, int strikes)
    {
        var first = kind switch
        {
            ProviderLimitKind.Overloaded => TimeSpan.FromSeconds(10),
            ProviderLimitKind.RateLimited => TimeSpan.FromSeconds(30),
            ProviderLimitKind.SignInExpired => TimeSpan.FromMinutes(5),
            _ => TimeSpan.FromMinutes(15),
        };
        return TimeSpan.FromTicks(Math.Min(s_longest.Ticks, first.Ticks << Math.Clamp(strikes - 1, 0, 10)));
    }

    private static DateTimeOffset Clamp(DateTimeOffset reset, DateTimeOffset now) =>
        reset < now + s_shortest ? now + s_shortest : reset > now + s_longestReset ? now + s_longestReset : reset;
}
