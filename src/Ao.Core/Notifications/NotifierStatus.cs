namespace Ao.Notifications;

/// <summary>How a notifier keeps up.</summary>
public sealed record NotifierStatus
{
    /// <summary>Gets the notifier.</summary>
    public required string Name { get; init; }

    /// <summary>Gets whether it is served. One that is not is served again when the host starts.</summary>
    public required bool IsServed { get; init; }

    /// <summary>Gets how many facts have happened that it was not looked at for what to tell: it has told, or held back, everything before them. 0 for one that keeps up.</summary>
    public required long Behind { get; init; }

    /// <summary>Gets since when it is tried to give it one notification, or <see langword="null"/> where none waits.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>Gets why the last attempt was not good, where one waits.</summary>
    public string? Problem { get; init; }

    /// <summary>Gets how many notifications are held back for quiet hours or a digest.</summary>
    public required int HeldBack { get; init; }

    /// <summary>Gets how many were given up and wait for somebody.</summary>
    public required int Undelivered { get; init; }
}
