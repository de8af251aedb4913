namespace Ao.Plugins.Webhook;

/// <summary>Says how long to wait before the next attempt.</summary>
internal static class RetrySchedule
{
    /// <summary>Gives the wait: doubled with each attempt, shortened by up to half so that targets do not answer in step, and never longer than the limit.</summary>
    /// <param name="attempt">How many attempts failed, 1 or more.</param>
    /// <param name="first">The wait after the first.</param>
    /// <param name="limit">The longest wait.</param>
    /// <param name="asked">How long the receiver asked to wait.</param>
    /// <param name="jitter">A number from 0 to 1.</param>
    public static TimeSpan DelayAfter(int attempt, TimeSpan first, TimeSpan limit, TimeSpan? asked, double jitter)
    {
        var doubled = Math.Min(first.TotalMilliseconds * Math.Pow(2, Math.Min(attempt - 1, 40)), limit.TotalMilliseconds);
        var wait = TimeSpan.FromMilliseconds(doubled * (1 - (jitter / 2)));
        var longer = asked > wait ? asked.Value : wait;
        return longer < limit ? longer : limit;
    }
}
