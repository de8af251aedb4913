namespace Ao.Effects;

/// <summary>How long to wait before a call that changed nothing is made again.</summary>
internal static class EffectBackoff
{
    /// <summary>How often a call is made before it is given up.</summary>
    public const int MaxTries = 5;

    /// <summary>The longest wait that a service may ask for and still be waited for.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    /// <summary>The longest that a service's own wish to be called later is kept to by who waits without end. More than that is a mistake.</summary>
    public static readonly TimeSpan LongestWish = TimeSpan.FromDays(1);

    private static readonly TimeSpan s_first = TimeSpan.FromMilliseconds(500);

    /// <summary>Gives the wait after a try, or <see langword="null"/> where there is no use in trying again: half a second and twice as long each time, up to a half more by chance, and never less than the service asked for.</summary>
    /// <param name="tries">How many tries there were.</param>
    /// <param name="retryAfter">How long the service asked to wait.</param>
    public static TimeSpan? After(int tries, TimeSpan? retryAfter)
    {
        if (tries >= MaxTries || retryAfter > LongestWait)
        {
            return null;
        }

        // Chance spreads callers that failed together; nothing is decided by it, so a replay does not need it.
#pragma warning disable CA5394 // Not a secret.
        var spread = 1 + (Random.Shared.NextDouble() / 2);
#pragma warning restore CA5394
        var wait = s_first * Math.Pow(2, tries - 1) * spread;
        return retryAfter > wait ? retryAfter : wait;
    }

    /// <summary>Gives the pause of who tries again without end: as long as its turn is, or as the service asked for.</summary>
    /// <param name="wait">The wait whose turn it is.</param>
    /// <param name="retryAfter">How long the service asked to wait.</param>
    public static TimeSpan Pause(TimeSpan wait, TimeSpan? retryAfter)
    {
        var kept = retryAfter > LongestWish ? LongestWish : retryAfter;
        return kept > wait ? kept.Value : wait;
    }

    /// <summary>Gives the next wait: twice as long, up to the longest.</summary>
    public static TimeSpan Next(TimeSpan wait, TimeSpan longest) => wait * 2 < longest ? wait * 2 : longest;
}
