using Ao.Notifiers;

namespace Ao.Notifications;

/// <summary>A notification that a notifier was not given, or of which it is not known whether it was.</summary>
public sealed record UndeliveredNotification
{
    /// <summary>Gets the id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the notifier.</summary>
    public required string Notifier { get; init; }

    /// <summary>Gets what was to be told. A long text is shortened.</summary>
    public required Notification Notification { get; init; }

    /// <summary>Gets whether it may have arrived: the call broke off, it is being sent, or the host ended meanwhile. Otherwise it was refused, and has not.</summary>
    public required bool MayHaveArrived { get; init; }

    /// <summary>Gets why, as the channel says.</summary>
    public required string Reason { get; init; }

    /// <summary>Gets how often it was given up.</summary>
    public required int Attempts { get; init; }

    /// <summary>Gets when it was given up last.</summary>
    public required DateTimeOffset At { get; init; }
}
