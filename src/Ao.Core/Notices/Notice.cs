using Ao.Consents;
using Ao.Notifiers;

namespace Ao.Notices;

/// <summary>Something that people have to know of. It is a fact, told over the channels that its priority is routed to, and stays open until somebody has seen to it.</summary>
public sealed record Notice
{
    /// <summary>Gets the id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets how pressing it is.</summary>
    public required NotificationPriority Priority { get; init; }

    /// <summary>Gets what kind of thing it is, such as <c>reaction.escalated</c> or <c>budget.reached</c>: lower-case words with dots.</summary>
    public required string Topic { get; init; }

    /// <summary>Gets one line that says it.</summary>
    public required string Title { get; init; }

    /// <summary>Gets the details.</summary>
    public string Body { get; init; } = "";

    /// <summary>Gets the project it is about.</summary>
    public required ProjectId Project { get; init; }

    /// <summary>Gets the session it is about.</summary>
    public SessionId? Session { get; init; }

    /// <summary>Gets whether it stays open until it is closed: what asks for a person's attention, and not only tells.</summary>
    public bool IsLatched { get; init; }

    /// <summary>Gets when it was raised.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets when it was closed, or <see langword="null"/> while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Gets who has seen to it, where a person has.</summary>
    public Operator? ClosedBy { get; init; }

    /// <summary>Gets why it was closed.</summary>
    public string? Resolution { get; init; }

    /// <summary>Gets whether it waits for somebody.</summary>
    public bool IsOpen => IsLatched && ClosedAt is null;
}
