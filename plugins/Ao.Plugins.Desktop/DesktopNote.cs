using Ao.Channels;
using Ao.Notifiers;

namespace Ao.Plugins.Desktop;

/// <summary>What is shown.</summary>
/// <param name="Key">What it is about: one of the same key replaces it, where the desktop can do that.</param>
/// <param name="Priority">How pressing it is.</param>
/// <param name="Title">One line, without control characters.</param>
/// <param name="Body">The text, without control characters.</param>
internal sealed record DesktopNote(OperationKey Key, NotificationPriority Priority, string Title, string Body)
{
    private const int MaxTitle = 200;
    private const int MaxBody = 1_000;

    public static DesktopNote From(Notification notification)
    {
        var about = notification.Session?.Value ?? notification.Project?.Value;
        return Of(notification.Key, notification.Priority, about is null ? notification.Title : $"{about}: {notification.Title}", notification.Body);
    }

    public static DesktopNote Of(OperationKey key, NotificationPriority priority, string title, string body) =>
        new(key, priority, ChannelText.Cut(Printable.Line(title), MaxTitle), ChannelText.Cut(Printable.Clean(body), MaxBody));
}
