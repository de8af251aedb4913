using Ao.Channels;
using Ao.Notifiers;

namespace Ao.Plugins.OpenClaw;

/// <summary>A notification that is held back.</summary>
internal sealed record HeldNote
{
    public required OperationKey Key { get; init; }

    public required NotificationPriority Priority { get; init; }

    public required string Title { get; init; }

    /// <summary>Gets the body, or <see langword="null"/> where there is none.</summary>
    public string? Body { get; init; }

    public required DateTimeOffset At { get; init; }

    public ProjectId? Project { get; init; }

    public SessionId? Session { get; init; }

    public static HeldNote From(Notification notification) => new()
    {
        Key = notification.Key,
        Priority = notification.Priority,
        Title = ChannelText.Cut(Printable.Line(notification.Title), AgentText.MaxTitle),
        Body = Printable.Clean(notification.Body).Trim() is { Length: > 0 } body ? ChannelText.Cut(body, AgentText.MaxHeldBody) : null,
        At = notification.At,
        Project = notification.Project,
        Session = notification.Session,
    };
}
