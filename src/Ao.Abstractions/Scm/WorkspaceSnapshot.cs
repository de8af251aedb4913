namespace Ao.Scm;

/// <summary>The content of a workspace, secured.</summary>
public sealed record WorkspaceSnapshot
{
    /// <summary>Gets the revision of everything in the workspace: what <see cref="IScm.CheckOutAsync"/> and pull requests take.</summary>
    public required string Revision { get; init; }

    /// <summary>Gets the revision that the agent itself recorded last.</summary>
    public required string HeadRevision { get; init; }

    /// <summary>Gets whether the workspace held anything that the agent had not recorded.</summary>
    public bool IsDirty { get; init; }

    /// <summary>Gets whether anything differs from where the workspace started or, where it has taken in a newer base branch since, from that.</summary>
    public bool HasChanges { get; init; }

    /// <summary>Gets the paths that differ from where the workspace started or, where it has taken in a newer base branch since, from that, 1,000 at most. Text from outside, in which a name may hold any character, a newline too: show each with <see cref="Printable.Line"/>.</summary>
    public IReadOnlyList<string> ChangedPaths { get; init; } = [];

    /// <summary>Gets how many more paths differ than <see cref="ChangedPaths"/> names.</summary>
    public int MoreChangedPaths { get; init; }
}
