using Ao.Scm;

namespace Ao.Git.Workspaces;

/// <summary>What is written down of a workspace.</summary>
internal sealed record WorkspaceRecord
{
    public required SessionId Session { get; init; }

    public required string Branch { get; init; }

    public required string BaseRevision { get; init; }

    /// <summary>Gets the branch of the source that it started from, whatever is checked out there later.</summary>
    public required string BaseBranch { get; init; }

    public required WorkspaceIsolation Isolation { get; init; }

    public bool IsReadOnly { get; init; }

    public required WorkspaceState State { get; init; }

    /// <summary>Gets when it was opened: also the date of its snapshots, so that equal content has an equal revision.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Gets what it held when it was closed.</summary>
    public WorkspaceSnapshot? Closed { get; init; }

    /// <summary>Gets the branch that was checked out when it was closed, or <see langword="null"/> where none was.</summary>
    public string? ClosedBranch { get; init; }

    /// <summary>Gets the commit that holds the ignored files too.</summary>
    public string? ClosedContent { get; init; }

    /// <summary>Gets whether the folder itself is kept, because it held what git cannot take over.</summary>
    public bool FolderKept { get; init; }
}
