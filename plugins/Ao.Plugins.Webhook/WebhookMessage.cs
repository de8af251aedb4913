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

    /// <summary>Gets the question that waits for an answer, where the message is one.</summary>
    public WebhookQuestion? Question { get; init; }

    /// <summary>Gets the question that needs no answer any more, where the message says so.</summary>
    public ConsentClosure? Closure { get; init; }

    public static WebhookMessage From(ConsentQuestion question, DateTimeOffset at) => new()
    {
        Key = new OperationKey($"consent/{question.ConsentId}"),
        Priority = NotificationPriority.Action,
        Title = question.Title,
        At = at,
        Session = question.Session,
        Question = WebhookQuestion.From(question),
    };

    public static WebhookMessage From(ConsentClosure closure, DateTimeOffset at) => new()
    {
        Key = new OperationKey($"consent/{closure.ConsentId}/closed"),
        Priority = NotificationPriority.Info,
        Title = $"The question needs no answer any more: {closure.Ending}",
        At = at,
        Closure = closure,
    };

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
