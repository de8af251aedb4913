using System.Text;
using Ao.Files;

namespace Ao.Git.Workspaces;

/// <summary>The repository that the sessions' <c>git worktree</c>s share. It stands beside the control repository, whose references and configuration no session reaches through it.</summary>
/// <remarks>What it takes is written as files: agents can write its configuration and hooks, so no git of Ao's runs in it. Their commits are fetched, as those of session repositories are.</remarks>
internal static class SharedRepository
{
    /// <summary>Makes a folder a working tree of the shared repository.</summary>
    /// <param name="folders">The project's folders.</param>
    /// <param name="session">The session.</param>
    /// <param name="draft">The folder as it is being made.</param>
    /// <param name="path">Where it will be.</param>
    /// <param name="head">The commit that is checked out.</param>
    /// <param name="branch">The branch that is checked out, or <see langword="null"/> for a detached HEAD.</param>
    public static async ValueTask LinkAsync(ProjectFolders folders, SessionId session, string draft, string path, string head, string? branch)
    {
        var link = RequireOwn(folders, folders.LinkOf(session));
        Directory.CreateDirectory(link);
        if (branch is not null)
        {
            await SetBranchAsync(folders, branch, head).ConfigureAwait(false);
        }

        Write(Path.Combine(link, "HEAD"), branch is null ? head : $"ref: refs/heads/{branch}");
        Write(Path.Combine(link, "commondir"), "../..");
        Write(Path.Combine(link, "gitdir"), Path.Combine(path, ".git"));
        await File.WriteAllTextAsync(Path.Combine(link, "config.worktree"), GitConfiguration.WorktreeOf(folders.GateOf(session))).ConfigureAwait(false);

        // Keeps a 'git worktree prune' or 'remove' of another session away, also while the folder is closed or set aside.
        Write(Path.Combine(link, "locked"), "An Ao session works here.");
        Directory.CreateDirectory(draft);
        Write(Path.Combine(draft, ".git"), $"gitdir: {link}");
    }

    /// <summary>Forgets a working tree. What was put in its place is left alone.</summary>
    public static async ValueTask UnlinkAsync(ProjectFolders folders, SessionId session, FolderRemoval removal, CancellationToken cancellationToken)
    {
        if (LinkOnTheWay(folders, folders.LinkOf(session)) is null)
        {
            await removal.RemoveAsync(folders.LinkOf(session), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Forgets a branch that was made for a session whose opening failed.</summary>
    public static void RemoveBranch(ProjectFolders folders, string branch) => File.Delete(RequireOwn(folders, BranchOf(folders, branch)));

    private static async ValueTask SetBranchAsync(ProjectFolders folders, string branch, string head)
    {
        var file = RequireOwn(folders, BranchOf(folders, branch));
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            if (Directory.Exists(file))
            {
                // Git leaves an empty folder behind where branches below that name were removed.
                Directory.Delete(file);
            }

            await DurableFile.WriteAsync(file, Encoding.ASCII.GetBytes(head + "\n"), CancellationToken.None).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            throw new AoException($"The branch '{Printable.Quote(branch)}' cannot be made: the working trees of this project share branches, and one of another session is in its way ({Printable.Quote(exception.Message)}). Choose another name, or remove that branch.", exception);
        }
    }

    private static string BranchOf(ProjectFolders folders, string branch) => Path.Combine(folders.Shared, "refs", "heads", branch);

    /// <summary>Sees to it that no folder on the way was replaced by a link that leads out of the repository.</summary>
    private static string RequireOwn(ProjectFolders folders, string path) => LinkOnTheWay(folders, path) is { } link
        ? throw new AoException($"'{Printable.Quote(link)}' was replaced by a link, and nothing is written through it. Remove the link.")
        : path;

    private static string? LinkOnTheWay(ProjectFolders folders, string path)
    {
        for (var folder = path; folder.Length >= folders.Shared.Length; folder = Path.GetDirectoryName(folder)!)
        {
            if (new FileInfo(folder).LinkTarget is not null)
            {
                return folder;
            }
        }

        return null;
    }

    private static void Write(string file, string line) => File.WriteAllText(file, line + "\n");
}
