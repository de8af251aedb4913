namespace Ao.Scm;

/// <summary>A change of a fork, and whether it could go to the fork's source.</summary>
public sealed record UpstreamableChange
{
    /// <summary>Gets the revision.</summary>
    public required string Revision { get; init; }

    /// <summary>Gets the first line of what its author wrote. Text from outside.</summary>
    public required string Title { get; init; }

    /// <summary>Gets when it was made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets the files that it changes. Text from outside.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Gets how it stands.</summary>
    public required UpstreamableState State { get; init; }

    /// <summary>Gets whether it could go, alone or with <see cref="Needs"/>.</summary>
    public bool IsUpstreamable => State is UpstreamableState.Applies or UpstreamableState.NeedsOthers;

    /// <summary>Gets the changes of the fork that must go with it, the oldest first.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Gets the paths in conflict with the source. Text from outside.</summary>
    public IReadOnlyList<string> Conflicts { get; init; } = [];

    /// <summary>Gets the source's revision that has the same patch already, or the fork's that takes this one back, where there is one.</summary>
    public string? Counterpart { get; init; }

    /// <summary>Gets why it stands so, in one sentence for a person.</summary>
    public required string Reason { get; init; }
}
