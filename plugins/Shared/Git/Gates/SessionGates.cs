using Ao.Git.Workspaces;

namespace Ao.Git.Gates;

/// <summary>Makes the repository that a session's agent sees as <c>origin</c>: the session's own, so that no agent sees or overwrites what another one pushes. What is pushed there goes no further by itself.</summary>
internal static class SessionGates
{
    /// <summary>Gives the references that a gate begins with, as they stand in its file.</summary>
    public static string ReferencesOf(WorkspaceRecord record) => $"{record.BaseRevision} refs/heads/{record.BaseBranch}\n";

    /// <summary>Makes the gate of a session where it is not there: it holds what the agent pushed, and is never made anew.</summary>
    /// <remarks>It begins with the branch that the session starts from, so that a push sends what is new and not the whole history.</remarks>
    public static void Ensure(ControlRepository control, WorkspaceRecord record)
    {
        var gate = control.Folders.GateOf(record.Session);
        if (Directory.Exists(gate))
        {
            return;
        }

        var draft = control.Folders.NewScratch();
        RepositoryFiles.WriteBorrowing(draft, GitConfiguration.GateOf(control.ObjectFormat), $"ref: refs/heads/{record.BaseBranch}", control.Folders.ControlObjects, [($"refs/heads/{record.BaseBranch}", record.BaseRevision)]);
        Directory.Move(draft, gate);
    }
}
