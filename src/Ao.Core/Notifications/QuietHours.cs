using Ao.Notifiers;

namespace Ao.Notifications;

/// <summary>The hours in which what can wait is held back.</summary>
internal sealed record QuietHours(TimeSpan From, TimeSpan To, TimeZoneInfo Zone, IReadOnlyList<NotificationPriority> Priorities)
{
    /// <summary>Gives when the quiet hours end that a time lies in; <see langword="null"/> where it lies in none.</summary>
    public DateTimeOffset? EndAfter(DateTimeOffset time)
    {
        var local = TimeZoneInfo.ConvertTime(time, Zone).DateTime;
        var isQuiet = From <= To ? local.TimeOfDay >= From && local.TimeOfDay < To : local.TimeOfDay >= From || local.TimeOfDay < To;
        if (!isQuiet)
        {
            return null;
        }

        var end = DateTime.SpecifyKind(local.Date + To + (local.TimeOfDay < To ? TimeSpan.Zero : TimeSpan.FromDays(1)), DateTimeKind.Unspecified);

        // A time that the clocks leap over is the one behind the leap.
        end = Zone.IsInvalidTime(end) ? end.AddHours(1) : end;
        var at = new DateTimeOffset(end, Zone.GetUtcOffset(end)).ToUniversalTime();
        return at > time ? at : time.ToUniversalTime();
    }
}
