using System.Globalization;
using Ao.Effects;
using Ao.Notifiers;

namespace Ao.Notifications;

/// <summary>The effect of a notification: everything that is told is a parameter.</summary>
internal static class NotificationEffects
{
    /// <summary>Makes the effect. It is the host that tells, about a session: also about one that was stopped.</summary>
    public static Effect Notify(string notifier, ProjectId project, Notification notification) => new()
    {
        Key = notification.Key,
        Kind = EffectKind.Notify,
        Project = project,
        Title = $"Tell {notifier}: {Printable.Quote(notification.Title)}",
        Parameters = new Dictionary<string, string>
        {
            ["notifier"] = notifier,
            ["priority"] = notification.Priority.ToString(),
            ["title"] = notification.Title,
            ["body"] = notification.Body,
            ["at"] = notification.At.ToString("O", CultureInfo.InvariantCulture),
            ["session"] = notification.Session?.Value ?? "",
        },
    };
}
