namespace Ao.Scm;

/// <summary>How far a workspace is kept apart.</summary>
public enum WorkspaceIsolation
{
    /// <summary>A repository of the session's own, with shared objects: nothing that an agent writes there can run in the host.</summary>
    Repository,

    /// <summary>A working tree of a repository that sessions of the project share: lighter, for agents that the owner trusts with one another's work.</summary>
    Worktree,
}
