using Ao.Configuration;
using Ao.Notifiers;

namespace Ao.Notifications;

/// <summary>Who is told what of a project, and when: the host's settings with the project's own before them.</summary>
internal sealed record NotificationRouting
{
    public required IReadOnlyDictionary<NotificationPriority, IReadOnlyList<string>> Routes { get; init; }

    public QuietHours? Quiet { get; init; }

    public TimeSpan? DigestInterval { get; init; }

    public IReadOnlyList<NotificationPriority> DigestPriorities { get; init; } = [];

    /// <summary>Gets everybody who is told anything.</summary>
    public IEnumerable<string> Names => Routes.Values.SelectMany(static names => names).Distinct(StringComparer.Ordinal);

    public static NotificationRouting Of(NotificationOptions host, NotificationOptions project, IList<string> notifiers)
    {
        var quiet = (From: project.QuietHours.From ?? host.QuietHours.From, To: project.QuietHours.To ?? host.QuietHours.To);
        return new NotificationRouting
        {
            Routes = new Dictionary<NotificationPriority, IReadOnlyList<string>>
            {
                [NotificationPriority.Urgent] = [.. project.Routes.Urgent ?? host.Routes.Urgent ?? notifiers],
                [NotificationPriority.Action] = [.. project.Routes.Action ?? host.Routes.Action ?? notifiers],
                [NotificationPriority.Warning] = [.. project.Routes.Warning ?? host.Routes.Warning ?? notifiers],
                [NotificationPriority.Info] = [.. project.Routes.Info ?? host.Routes.Info ?? notifiers],
            },
            Quiet = quiet is ({ } from, { } to) && from != to
                ? new QuietHours(from, to, TimeZoneInfo.FindSystemTimeZoneById(project.QuietHours.TimeZone ?? host.QuietHours.TimeZone ?? "UTC"), [.. project.QuietHours.Priorities ?? host.QuietHours.Priorities ?? [NotificationPriority.Info, NotificationPriority.Warning]])
                : null,
            DigestInterval = project.Digest.Interval ?? host.Digest.Interval,
            DigestPriorities = [.. project.Digest.Priorities ?? host.Digest.Priorities ?? [NotificationPriority.Info]],
        };
    }
}
