namespace Ao.PullRequests;

/// <summary>Decides how long a proposal waits that could not be made: pure.</summary>
internal static class ProposalWaits
{
    private static readonly TimeSpan s_first = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(30);

    // No forge's quota is counted by more than a day.
    private static readonly TimeSpan s_longestWish = TimeSpan.FromDays(1);

    /// <summary>Gives the next wait: as long as the forge asks for, or else a minute and twice as long each time, half an hour at most.</summary>
    /// <param name="before">The wait that is over, where there was one.</param>
    /// <param name="wish">How long the forge asked to wait, where it did.</param>
    /// <param name="reason">Why it could not be made.</param>
    /// <param name="now">The time.</param>
    public static ProposalWait After(ProposalWait? before, TimeSpan? wish, string reason, DateTimeOffset now)
    {
        var tries = (before?.Tries ?? 0) + 1;
        var wait = wish is { } asked
            ? TimeSpan.FromTicks(Math.Clamp(asked.Ticks, TimeSpan.TicksPerSecond, s_longestWish.Ticks))
            : TimeSpan.FromTicks(Math.Min(s_longest.Ticks, s_first.Ticks << Math.Min(tries - 1, 10)));
        return new ProposalWait(now + wait, reason, tries);
    }
}
