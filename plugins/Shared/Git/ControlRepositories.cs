using Ao.Scm;

namespace Ao.Git;

/// <summary>Makes and finds the control repositories of the projects.</summary>
internal sealed class ControlRepositories(GitClient git, GitFolders folders, SourceInspector sources, FolderRemoval removal) : IDisposable
{
    private readonly OpenedOnce<ProjectId, ControlRepository> _open = new();

    public ValueTask<ControlRepository> OfAsync(ProjectSource source, CancellationToken cancellationToken) =>
        _open.OfAsync(source.Project, () => OpenAsync(source, cancellationToken), cancellationToken);

    public void Dispose() => _open.Dispose();

    private async ValueTask<ControlRepository> OpenAsync(ProjectSource source, CancellationToken cancellationToken)
    {
        var project = folders.Of(source.Project);
        await git.VersionAsync(cancellationToken).ConfigureAwait(false);

        // What an earlier host left half made, half removed or checked out belongs to nobody any more.
        await removal.RemoveAsync(project.Scratch, cancellationToken).ConfigureAwait(false);
        await removal.RemoveAsync(project.Checkouts, cancellationToken).ConfigureAwait(false);
        foreach (var folder in (string[])[project.Workspaces, project.Gates, project.Records, project.Indexes, project.Kept, project.Checkouts, project.Scratch, project.Forks])
        {
            Directory.CreateDirectory(folder);
        }

        if (Directory.Exists(project.Control))
        {
            var format = await git.ReadAsync(new GitCall("rev-parse", "--show-object-format") { GitDir = project.Control }, cancellationToken).ConfigureAwait(false);
            MakeShared(project, format);
            return new ControlRepository(git, project, format);
        }

        // The control repository last: where it is, the others are.
        var repository = await sources.OpenAsync(source, cancellationToken).ConfigureAwait(false);
        var objectFormat = await sources.ObjectFormatAsync(repository, cancellationToken).ConfigureAwait(false);
        MoveInto(project, project.Gate, draft => RepositoryFiles.WriteBare(draft, GitConfiguration.GateOf(objectFormat)));
        MakeShared(project, objectFormat);
        MoveInto(project, project.Control, draft => RepositoryFiles.WriteBare(draft, GitConfiguration.ControlOf(folders.Hooks, objectFormat)));
        return new ControlRepository(git, project, objectFormat);
    }

    /// <summary>Makes the repository that working trees share where it is not there: it holds agents' work, and is never made anew.</summary>
    private static void MakeShared(ProjectFolders project, string objectFormat)
    {
        if (!Directory.Exists(project.Shared))
        {
            MoveInto(project, project.Shared, draft => RepositoryFiles.WriteBorrowing(draft, GitConfiguration.SharedOf(objectFormat), "ref: refs/heads/main", project.ControlObjects, []));
        }
    }

    private static void MoveInto(ProjectFolders project, string target, Action<string> write)
    {
        var draft = project.NewScratch();
        write(draft);
        if (Directory.Exists(target))
        {
            Directory.Delete(target, recursive: true);
        }

        Directory.Move(draft, target);
    }
}
