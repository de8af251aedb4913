using Ao.Scm;
using Ao.Sessions;

namespace Ao.Workspaces;

/// <summary>Decides which workspaces a sweep removes: a pure function.</summary>
internal static class SweepDecision
{
    public static SweepItem Decide(WorkspaceStatus status, SessionState? session)
    {
        var workspace = status.Workspace;
        var (remove, reason) = session switch
        {
            null => (false, "It belongs to no session that is known."),
            { End: null } => (false, $"Its session is {session.Status}."),
            { HasLiveRun: true } => (false, "Its session still has a live process."),
            { WorkspaceKept: true } => (false, "It was brought back by a person."),
            _ when status.Problem is { } problem => (false, $"What it holds could not be read: {problem}"),
            { End.Status: SessionStatus.Done, NextMessage: not null } => (false, "Its session was told something and goes on."),
            _ when status.IsDirty => (false, "It holds work that is not secured elsewhere."),
            _ => (true, $"Its session is {session.Status} and everything in it is secured."),
        };
        return new SweepItem(workspace.Session, workspace.Path, remove, reason);
    }
}
