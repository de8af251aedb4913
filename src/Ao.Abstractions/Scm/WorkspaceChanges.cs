namespace Ao.Scm;

/// <summary>What a workspace, or a revision of it, changes.</summary>
public sealed record WorkspaceChanges
{
    /// <summary>The most files that are listed.</summary>
    public const int MaxFiles = 1000;

    /// <summary>Gets the revision of the content: what <see cref="ISourceTrees.TryMergeAsync"/> takes.</summary>
    public required string Revision { get; init; }

    /// <summary>Gets what the changes are told from: where the workspace started or, where it has taken in a newer base branch since, that.</summary>
    public required string Start { get; init; }

    /// <summary>Gets the files, in the order of their paths, <see cref="MaxFiles"/> at most.</summary>
    public IReadOnlyList<ChangedFile> Files { get; init; } = [];

    /// <summary>Gets how many more files differ than are listed.</summary>
    public int MoreFiles { get; init; }
}
