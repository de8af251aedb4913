namespace Ao.PullRequests;

/// <summary>A change that may be merged, as far as its place in the order depends on it.</summary>
internal sealed record MergeCandidate
{
    public required SessionId Session { get; init; }

    /// <summary>Gets what it is older by: the lowest is the oldest.</summary>
    public required long Age { get; init; }

    /// <summary>Gets the sessions that it was asked for with as its dependencies.</summary>
    public IReadOnlyCollection<SessionId> DependsOn { get; init; } = [];

    /// <summary>Gets the sessions whose heads are in its own.</summary>
    public IReadOnlyCollection<SessionId> Contains { get; init; } = [];

    /// <summary>Gets the paths that it changes.</summary>
    public IReadOnlyCollection<string> Paths { get; init; } = [];
}
