using Ao.Git.Gates;
using Ao.Scm;

namespace Ao.Git.Workspaces;

/// <summary>Brings closed workspaces back: branches, HEAD, and what was uncommitted as uncommitted.</summary>
internal sealed class WorkspaceRestoring(FolderRemoval removal)
{
    public async ValueTask<Workspace> RestoreAsync(ControlRepository control, WorkspaceRecord record, ProjectSource source, CancellationToken cancellationToken)
    {
        var folders = control.Folders;
        var path = folders.WorkspaceOf(record.Session);
        if (record.FolderKept && Directory.Exists(folders.KeptOf(record.Session)))
        {
            await removal.RemoveAsync(path, cancellationToken).ConfigureAwait(false);
            Directory.Move(folders.KeptOf(record.Session), path);
        }

        // A kept folder that was moved back by a host that ended then is the workspace; any other folder was half made.
        if (!(record.FolderKept && Directory.Exists(path)))
        {
            await removal.RemoveAsync(path, cancellationToken).ConfigureAwait(false);
            await MakeAsync(control, record, path, cancellationToken).ConfigureAwait(false);
        }

        ReadOnlyTree.ProtectWhereAsked(folders, record);
        await WorkspaceRecords.WriteAsync(folders, record with { State = WorkspaceState.Open, Closed = null, ClosedBranch = null, ClosedContent = null, FolderKept = false }).ConfigureAwait(false);
        return WorkspaceOpening.Describe(folders, record, source);
    }

    private async ValueTask MakeAsync(ControlRepository control, WorkspaceRecord record, string path, CancellationToken cancellationToken)
    {
        SessionGates.Ensure(control, record);
        var head = record.Closed!.HeadRevision;
        var content = record.ClosedContent!;
        if (record.Isolation == WorkspaceIsolation.Worktree)
        {
            await SharedRepository.UnlinkAsync(control.Folders, record.Session, removal, cancellationToken).ConfigureAwait(false);
            await WorkingTrees.MakeWorktreeAsync(control, record.Session, path, content, head, record.ClosedBranch, cancellationToken).ConfigureAwait(false);
            return;
        }

        var prefix = $"refs/ao/sessions/{record.Session}/";
        var references = (await control.ListRefsAsync(prefix + "refs/", cancellationToken).ConfigureAwait(false))
            .Select(reference => (Name: reference.Name[prefix.Length..], reference.Id))
            .Where(static reference => !reference.Name.Contains('\uFFFD', StringComparison.Ordinal))
            .ToDictionary(static reference => reference.Name, static reference => reference.Id, StringComparer.Ordinal);
        if (record.ClosedBranch is { } branch)
        {
            references[$"refs/heads/{branch}"] = head;
        }

        await WorkingTrees.MakeRepositoryAsync(control, record.Session.Value, control.Folders.GateOf(record.Session), path, content, head, record.ClosedBranch, references.Select(static reference => (reference.Key, reference.Value)), cancellationToken).ConfigureAwait(false);
    }
}
