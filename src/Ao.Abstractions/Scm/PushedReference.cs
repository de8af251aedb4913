namespace Ao.Scm;

/// <summary>A reference that an agent has pushed.</summary>
public sealed record PushedReference
{
    /// <summary>Gets the name: that of a branch, or the whole name of another kind of reference. Text from outside.</summary>
    public required string Name { get; init; }

    /// <summary>Gets what it points to, or <see langword="null"/> where the agent has removed a reference of the start.</summary>
    public required string? Revision { get; init; }

    /// <summary>Gets whether it is the branch of the session's own. Its revision is secured; that of any other reference is only what the agent wrote there.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Gets the paths of a session's own branch that differ from where the workspace started, 1,000 at most. Text from outside.</summary>
    public IReadOnlyList<string> ChangedPaths { get; init; } = [];

    /// <summary>Gets how many more paths differ than <see cref="ChangedPaths"/> names.</summary>
    public int MoreChangedPaths { get; init; }
}
