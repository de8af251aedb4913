namespace Ao.Git.Workspaces;

/// <summary>Makes the folders that sessions and verifications work in.</summary>
internal static class WorkingTrees
{
    /// <summary>Makes a repository of a session's own with its files, as one step: the folder is there whole or not at all.</summary>
    /// <param name="control">The control repository.</param>
    /// <param name="name">Who commits there.</param>
    /// <param name="gate">The repository that is its <c>origin</c>.</param>
    /// <param name="path">The folder to make.</param>
    /// <param name="tree">The commit whose files are written.</param>
    /// <param name="head">The commit that they are compared with: what differs is uncommitted.</param>
    /// <param name="branch">The branch to check out, or <see langword="null"/> for a detached HEAD.</param>
    /// <param name="references">The repository's references.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    public static async ValueTask MakeRepositoryAsync(ControlRepository control, string name, string gate, string path, string tree, string head, string? branch, IEnumerable<(string Name, string Id)> references, CancellationToken cancellationToken)
    {
        var draft = control.Folders.NewScratch();
        var gitDir = Path.Combine(draft, ".git");
        RepositoryFiles.WriteBorrowing(
            gitDir,
            GitConfiguration.SessionOf($"Ao session {name}", $"{name}@ao.invalid", gate, control.ObjectFormat),
            branch is null ? head : $"ref: refs/heads/{branch}",
            control.Folders.ControlObjects,
            references);
        await FillAsync(control, draft, Path.Combine(gitDir, "index"), tree, head, cancellationToken).ConfigureAwait(false);
        Directory.Move(draft, path);
    }

    /// <summary>Makes a working tree of the shared repository with its files.</summary>
    public static async ValueTask MakeWorktreeAsync(ControlRepository control, SessionId session, string path, string tree, string head, string? branch, CancellationToken cancellationToken)
    {
        var draft = control.Folders.NewScratch();
        await SharedRepository.LinkAsync(control.Folders, session, draft, path, head, branch).ConfigureAwait(false);
        await FillAsync(control, draft, Path.Combine(control.Folders.LinkOf(session), "index"), tree, head, cancellationToken).ConfigureAwait(false);
        Directory.Move(draft, path);
    }

    private static async ValueTask FillAsync(ControlRepository control, string path, string index, string tree, string head, CancellationToken cancellationToken)
    {
        await control.ReadAsync(new GitCall("read-tree", "-m", "-u", tree) { WorkTree = path, IndexFile = index }, cancellationToken).ConfigureAwait(false);
        if (head != tree)
        {
            await control.ReadAsync(new GitCall("read-tree", "--reset", head) { WorkTree = path, IndexFile = index }, cancellationToken).ConfigureAwait(false);
        }
    }
}
