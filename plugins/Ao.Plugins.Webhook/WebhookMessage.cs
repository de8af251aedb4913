using Ao.Notifiers;

namespace Ao.Plugins.Webhook;

/// <summary>What is posted.</summary>
internal sealed record WebhookMessage
{
    public int Format { get; init; } = 1;

    public required OperationKey Key { get; init; }

    public required NotificationPriority Priority { get; init; }

    public required string Title { get; init; }

    public string Body { get; init; } = "";

    public required DateTimeOffset At { get; init; }

    public ProjectId? Project { get; init; }

    public SessionId? Session { get; init; }

    public static WebhookMessage From(Notification notification) => new()
    {
        Key = notification.Key,
        Priority = notification.Priority,
        Title = notification.Title,
        Body = notification.Body,
        At = notification.At,
        Project = notification.Project,
        Session = notification.Session,
    };
}
