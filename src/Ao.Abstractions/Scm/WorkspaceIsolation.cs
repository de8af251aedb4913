namespace Ao.Scm;

/// <summary>How far a workspace is kept apart.</summary>
public enum WorkspaceIsolation
{
    /// <summary>A repository of the session's own, with shared objects: nothing that an agent writes there can run in the host.</summary>
    Repository,

    /// <summary>A working tree of the project's own repository: lighter, for agents that the owner trusts.</summary>
    Worktree,
}
