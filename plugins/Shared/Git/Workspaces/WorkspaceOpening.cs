using Ao.Git.Gates;
using Ao.Scm;

namespace Ao.Git.Workspaces;

/// <summary>Opens workspaces.</summary>
internal sealed class WorkspaceOpening(ControlRepositories repositories, IRevisionShare share, SourceInspector sources, FolderRemoval removal, TimeProvider timeProvider)
{
    public async ValueTask<Workspace> OpenAsync(WorkspaceRequest request, CancellationToken cancellationToken)
    {
        var branch = BranchName.Require(request.Branch);
        var control = await repositories.OfAsync(request.Source, cancellationToken).ConfigureAwait(false);
        var folders = control.Folders;
        var known = WorkspaceRecords.Find(folders, request.Session);
        if (known is { State: WorkspaceState.Open })
        {
            return RequireFolder(folders, known, request.Source);
        }

        if (known is { State: WorkspaceState.Closing or WorkspaceState.Closed })
        {
            throw new AoException($"The workspace of session '{request.Session}' was closed. Restore it instead of opening it anew.");
        }

        var (baseBranch, baseRevision) = await StartAsync(request, branch, control, cancellationToken).ConfigureAwait(false);
        var record = new WorkspaceRecord
        {
            Session = request.Session,
            Branch = branch,
            BaseRevision = baseRevision,
            BaseBranch = baseBranch,
            Isolation = request.Isolation,
            IsReadOnly = request.IsReadOnly,
            State = WorkspaceState.Open,
            OpenedAt = timeProvider.GetUtcNow(),
        };
        await ReserveAsync(control, record, cancellationToken).ConfigureAwait(false);
        try
        {
            await MakeAsync(control, record, cancellationToken).ConfigureAwait(false);
            ReadOnlyTree.ProtectWhereAsked(folders, record);
            await WorkspaceRecords.WriteAsync(folders, record).ConfigureAwait(false);
        }
        catch
        {
            await UndoAsync(control, record).ConfigureAwait(false);
            throw;
        }

        return Describe(folders, record, request.Source);
    }

    /// <summary>Looks whether the source or a session has a branch that one of this name could not stand beside.</summary>
    public async ValueTask CheckBranchAsync(ProjectSource source, string name, CancellationToken cancellationToken)
    {
        var branch = BranchName.Require(name);
        var repository = await sources.OpenAsync(source, cancellationToken).ConfigureAwait(false);
        var branches = await sources.ReadBranchesAsync(repository, WithParents(branch), cancellationToken).ConfigureAwait(false);
        var control = await repositories.OfAsync(source, cancellationToken).ConfigureAwait(false);
        var taken = branches.Keys.Concat(WorkspaceRecords.List(control.Folders).Select(static known => known.Branch)).FirstOrDefault(other => Collide(other, branch));
        if (taken is not null)
        {
            throw new AoException($"The branch '{Printable.Quote(branch)}' cannot be made for a session: there is a branch '{Printable.Quote(taken)}'. Choose another name, or remove that branch.");
        }
    }

    public static Workspace Describe(ProjectFolders folders, WorkspaceRecord record, ProjectSource source) => new()
    {
        Session = record.Session,
        Source = source,
        Path = folders.WorkspaceOf(record.Session),
        Branch = record.Branch,
        BaseRevision = record.BaseRevision,
        BaseBranch = record.BaseBranch,
        Isolation = record.Isolation,
        IsReadOnly = record.IsReadOnly,
    };

    public static Workspace RequireFolder(ProjectFolders folders, WorkspaceRecord record, ProjectSource source)
    {
        var workspace = Describe(folders, record, source);
        var folder = new DirectoryInfo(workspace.Path);
        return folder.Exists && folder.LinkTarget is null
            ? workspace
            : throw new AoException($"The folder of session '{record.Session}', '{workspace.Path}', was removed or replaced by a link. Close the workspace and restore it to have its last snapshot back.");
    }

    private async ValueTask<(string Branch, string Revision)> StartAsync(WorkspaceRequest request, string branch, ControlRepository control, CancellationToken cancellationToken)
    {
        var source = await sources.OpenAsync(request.Source, cancellationToken).ConfigureAwait(false);
        var start = await sources.BaseBranchAsync(request.Source, source, cancellationToken).ConfigureAwait(false);
        var branches = await sources.ReadBranchesAsync(source, [start, .. WithParents(branch)], cancellationToken).ConfigureAwait(false);
        var taken = branches.Keys.FirstOrDefault(name => Collide(name, branch));
        if (taken is not null)
        {
            throw new AoException($"The branch '{Printable.Quote(branch)}' cannot be made for session '{request.Session}': the source repository has a branch '{Printable.Quote(taken)}'. Choose another name, or remove that branch.");
        }

        if (request.Revision is { } revision)
        {
            Revision.Require(revision);
            if (await share.TakeAsync(request.Source, control, revision, cancellationToken).ConfigureAwait(false))
            {
                return (start, revision);
            }
        }
        else if (!branches.TryGetValue(start, out revision))
        {
            throw await sources.MissingAsync(request.Source, source, start, cancellationToken).ConfigureAwait(false);
        }

        if (!await control.ContainsAsync(revision, cancellationToken).ConfigureAwait(false))
        {
            await control.FetchRevisionAsync(source.Location, start, revision, cancellationToken).ConfigureAwait(false);
        }

        return await control.ContainsAsync(revision, cancellationToken).ConfigureAwait(false)
            ? (start, revision)
            : throw new AoException($"The revision '{revision}' is neither in branch '{Printable.Quote(start)}' of the source repository nor known from a session. Give one that is.");
    }

    private async ValueTask MakeAsync(ControlRepository control, WorkspaceRecord record, CancellationToken cancellationToken)
    {
        var path = control.Folders.WorkspaceOf(record.Session);
        var start = record.BaseRevision;

        // A folder without a record was left by a host that ended while it made one: nobody worked in it.
        await removal.RemoveAsync(path, cancellationToken).ConfigureAwait(false);
        await removal.RemoveAsync(control.Folders.GateOf(record.Session), cancellationToken).ConfigureAwait(false);
        SessionGates.Ensure(control, record);
        if (record.Isolation == WorkspaceIsolation.Worktree)
        {
            await SharedRepository.UnlinkAsync(control.Folders, record.Session, removal, cancellationToken).ConfigureAwait(false);
            await WorkingTrees.MakeWorktreeAsync(control, record.Session, path, start, start, record.Branch, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await WorkingTrees.MakeRepositoryAsync(control, record.Session.Value, control.Folders.GateOf(record.Session), path, start, start, record.Branch, [($"refs/heads/{record.Branch}", start)], cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask UndoAsync(ControlRepository control, WorkspaceRecord record)
    {
        await removal.RemoveAsync(control.Folders.WorkspaceOf(record.Session), CancellationToken.None).ConfigureAwait(false);
        await removal.RemoveAsync(control.Folders.GateOf(record.Session), CancellationToken.None).ConfigureAwait(false);
        using var held = await control.LockAsync(CancellationToken.None).ConfigureAwait(false);
        WorkspaceRecords.Remove(control.Folders, record.Session);
        control.Branches?.Remove(record.Session);
        if (record.Isolation == WorkspaceIsolation.Worktree)
        {
            await SharedRepository.UnlinkAsync(control.Folders, record.Session, removal, CancellationToken.None).ConfigureAwait(false);
            SharedRepository.RemoveBranch(control.Folders, record.Branch);
        }
    }

    private static async ValueTask ReserveAsync(ControlRepository control, WorkspaceRecord record, CancellationToken cancellationToken)
    {
        using var held = await control.LockAsync(cancellationToken).ConfigureAwait(false);
        var branches = control.Branches ??= WorkspaceRecords.List(control.Folders).ToDictionary(static known => known.Session, static known => known.Branch);
        var (session, taken) = branches.FirstOrDefault(known => known.Key != record.Session && Collide(known.Value, record.Branch));
        if (taken is not null)
        {
            throw new AoException($"The branch '{Printable.Quote(record.Branch)}' cannot be made for session '{record.Session}': session '{session}' has the branch '{Printable.Quote(taken)}'. Choose another name.");
        }

        branches[record.Session] = record.Branch;
    }

    /// <summary>Git cannot hold two branches of one name, nor one whose name is a folder of the other's.</summary>
    private static bool Collide(string one, string other) =>
        one == other || one.StartsWith(other + "/", StringComparison.Ordinal) || other.StartsWith(one + "/", StringComparison.Ordinal);

    private static IEnumerable<string> WithParents(string branch) =>
        Enumerable.Range(0, branch.Length + 1).Where(end => end == branch.Length || branch[end] == '/').Select(end => branch[..end]);
}
