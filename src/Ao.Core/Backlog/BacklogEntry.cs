namespace Ao.Backlog;

/// <summary>An issue of the backlog, and what becomes of it.</summary>
public sealed record BacklogEntry
{
    /// <summary>Gets the issue's id in its tracker.</summary>
    public required string Issue { get; init; }

    /// <summary>Gets its title. Text from outside.</summary>
    public required string Title { get; init; }

    /// <summary>Gets what becomes of it.</summary>
    public required BacklogEntryState State { get; init; }

    /// <summary>Gets why it has this state.</summary>
    public required string Reason { get; init; }

    /// <summary>Gets the session that works on it, or did last.</summary>
    public SessionId? Session { get; init; }

    /// <summary>Gets how often it was begun.</summary>
    public int Attempts { get; init; }

    /// <summary>Gets whether it is begun to be broken down.</summary>
    public bool BreaksDown { get; init; }
}
