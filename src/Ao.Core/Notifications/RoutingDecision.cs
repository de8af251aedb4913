using Ao.Notifiers;

namespace Ao.Notifications;

/// <summary>Decides whether a notifier tells something, and when: a pure function.</summary>
internal static class RoutingDecision
{
    /// <summary>Decides. What is urgent is never held back.</summary>
    /// <param name="routing">The project's routing.</param>
    /// <param name="notifier">The notifier.</param>
    /// <param name="priority">How pressing it is.</param>
    /// <param name="now">The time.</param>
    public static RoutingAnswer Decide(NotificationRouting routing, string notifier, NotificationPriority priority, DateTimeOffset now)
    {
        if (!routing.Routes[priority].Contains(notifier, StringComparer.Ordinal))
        {
            return new RoutingAnswer(IsTold: false);
        }

        if (priority == NotificationPriority.Urgent)
        {
            return new RoutingAnswer(IsTold: true);
        }

        var until = routing.DigestInterval is { } interval && routing.DigestPriorities.Contains(priority) ? NextDigest(now, interval) : (DateTimeOffset?)null;
        return new RoutingAnswer(IsTold: true, routing.Quiet is { } quiet && quiet.Priorities.Contains(priority) ? quiet.EndAfter(until ?? now) ?? until : until);
    }

    // From midnight on, so that what is gathered belongs together whenever it came.
    private static DateTimeOffset NextDigest(DateTimeOffset now, TimeSpan interval)
    {
        var midnight = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        var next = midnight + (interval * (((now - midnight).Ticks / interval.Ticks) + 1));
        return next < midnight.AddDays(1) ? next : midnight.AddDays(1);
    }
}
