namespace Ao.Sessions;

/// <summary>A push of a session's agent, which has ended at the session's gate.</summary>
public sealed record SessionPush
{
    /// <summary>Gets the number, from 1, in the order in which the host saw them.</summary>
    public required int Number { get; init; }

    /// <summary>Gets the branch, or the whole name of another kind of reference. Text from outside.</summary>
    public required string Reference { get; init; }

    /// <summary>Gets the revision that was pushed, or <see langword="null"/> where the reference was removed.</summary>
    public string? Revision { get; init; }

    /// <summary>Gets the paths that differ from where the workspace started, of a push to the session's own branch.</summary>
    public IReadOnlyList<string> ChangedPaths { get; init; } = [];

    /// <summary>Gets how many more paths differ than are listed.</summary>
    public int MoreChangedPaths { get; init; }

    /// <summary>Gets what becomes of it.</summary>
    public required PushState State { get; init; }

    /// <summary>Gets why, where that needs saying.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets when the host saw it.</summary>
    public required DateTimeOffset At { get; init; }
}
