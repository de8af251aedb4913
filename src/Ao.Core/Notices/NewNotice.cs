using Ao.Notifiers;

namespace Ao.Notices;

/// <summary>A notice to raise.</summary>
internal sealed record NewNotice
{
    /// <summary>Gets what makes it one notice however often it is raised: the same key gives the same one, also after a restart.</summary>
    public required OperationKey Key { get; init; }

    public required NotificationPriority Priority { get; init; }

    public required string Topic { get; init; }

    public required string Title { get; init; }

    public string Body { get; init; } = "";

    public required ProjectId Project { get; init; }

    public SessionId? Session { get; init; }

    /// <summary>Gets whether it stays open until somebody, or what raised it, closes it.</summary>
    public bool IsLatched { get; init; }

    /// <summary>Gets the notifier that it is not told over, because that is the one that it is about.</summary>
    public string? ExceptNotifier { get; init; }
}
