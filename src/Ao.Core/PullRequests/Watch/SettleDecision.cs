namespace Ao.PullRequests.Watch;

/// <summary>Decides whether what was seen of a pull request counts: a pure function. What flickers counts when it has lasted, so that a check which flips writes no fact for each flip.</summary>
internal static class SettleDecision
{
    /// <summary>How many times the settling time something may flicker until it counts as it is seen then: what never rests is not passed over for ever.</summary>
    public const int MaxUnsettled = 6;

    /// <summary>Decides.</summary>
    /// <param name="whole">The hash of what is known; <see langword="null"/> where nothing is.</param>
    /// <param name="firm">The hash of that part of it that does not flicker.</param>
    /// <param name="seen">What was seen now.</param>
    /// <param name="waiting">What was seen before and does not count yet.</param>
    /// <param name="now">The time.</param>
    /// <param name="settleTime">How long a change must last.</param>
    /// <returns>Whether it counts, and otherwise what waits now.</returns>
    public static (bool Counts, Unsettled? Waiting) Decide(string? whole, string? firm, Sight seen, Unsettled? waiting, DateTimeOffset now, TimeSpan settleTime)
    {
        if (whole == seen.Whole)
        {
            return (false, null);
        }

        if (whole is null || firm != seen.Firm || settleTime == TimeSpan.Zero)
        {
            return (true, null);
        }

        var first = waiting?.First ?? now;
        var since = waiting?.Whole == seen.Whole ? waiting.Since : now;
        return now - since >= settleTime || now - first >= settleTime * MaxUnsettled
            ? (true, null)
            : (false, new Unsettled(seen.Whole, since, first));
    }
}
