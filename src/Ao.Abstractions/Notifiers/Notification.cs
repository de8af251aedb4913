namespace Ao.Notifiers;

/// <summary>Something to tell a person.</summary>
public sealed record Notification
{
    /// <summary>Gets the operation: a receiver that has seen the key need not show it again.</summary>
    public required OperationKey Key { get; init; }

    /// <summary>Gets how pressing it is.</summary>
    public required NotificationPriority Priority { get; init; }

    /// <summary>Gets one line that says it.</summary>
    public required string Title { get; init; }

    /// <summary>Gets the details.</summary>
    public string Body { get; init; } = "";

    /// <summary>Gets when it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets the project it is about.</summary>
    public ProjectId? Project { get; init; }

    /// <summary>Gets the session it is about.</summary>
    public SessionId? Session { get; init; }
}
