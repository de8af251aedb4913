using Ao.Scm;
using Microsoft.Extensions.Logging;

namespace Ao.Git.Workspaces;

/// <summary>Takes the content of workspaces over into the control repository, without running anything that an agent configured.</summary>
internal sealed partial class WorkspaceReader(ILogger<WorkspaceReader> logger)
{
    private const int MaxPaths = 1000;
    private const int ListLimit = 256 * 1024 * 1024;
    private readonly KeyedLock _turns = new();

    /// <summary>Reads everything that a workspace holds. Equal content gives an equal revision.</summary>
    public async ValueTask<WorkspaceContent> ReadAsync(ControlRepository control, WorkspaceRecord record, CancellationToken cancellationToken)
    {
        var index = control.Folders.IndexOf(record.Session);
        using var turn = await _turns.EnterAsync(index, cancellationToken).ConfigureAwait(false);

        // The index is this plugin's own and used under the lock above: one that is locked was left by a killed host.
        File.Delete(index + ".lock");
        OpenFolder(control.Folders.WorkspaceOf(record.Session));
        var (head, branch, wholeHistory) = await ReadHeadAsync(control, record, cancellationToken).ConfigureAwait(false);
        var (tree, wholeTree) = await ReadFilesAsync(control, record, head, cancellationToken).ConfigureAwait(false);
        var headTree = await control.ReadAsync(cancellationToken, "rev-parse", "--verify", $"{head}^{{tree}}").ConfigureAwait(false);
        var revision = tree == headTree
            ? head
            : await control.CommitAsync(tree, [head], $"Snapshot of session {record.Session}\n", record.OpenedAt, cancellationToken).ConfigureAwait(false);
        return new WorkspaceContent { Head = head, Branch = branch, Revision = revision, HoldsMore = !wholeHistory || !wholeTree };
    }

    /// <summary>Secures content under a reference, unless it is the one secured last.</summary>
    public static async ValueTask SecureAsync(ControlRepository control, WorkspaceRecord record, string revision, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < ControlRepository.MaxAttempts; attempt++)
        {
            var (number, last) = await LastAsync(control, record.Session, cancellationToken).ConfigureAwait(false);
            if (last == revision || await control.TryUpdateRefsAsync(cancellationToken, new RefChange($"refs/ao/snapshots/{record.Session}/{number + 1}", revision)).ConfigureAwait(false))
            {
                return;
            }
        }

        throw control.Contended($"The snapshot of session {record.Session}");
    }

    /// <summary>Tells which revision of a session was secured last, and its number.</summary>
    public static async ValueTask<(int Number, string? Revision)> LastAsync(ControlRepository control, SessionId session, CancellationToken cancellationToken)
    {
        var references = await control.ListRefsAsync($"refs/ao/snapshots/{session}/", cancellationToken).ConfigureAwait(false);
        return references.Select(static reference => (int.Parse(reference.Name[(reference.Name.LastIndexOf('/') + 1)..], null), (string?)reference.Id)).DefaultIfEmpty((0, null)).MaxBy(static reference => reference.Item1);
    }

    /// <summary>Describes a revision that the agent made before the one that its workspace holds.</summary>
    /// <exception cref="AoException">It is no commit of the session's own.</exception>
    public static async ValueTask<WorkspaceSnapshot> ResolveAsync(ControlRepository control, WorkspaceRecord record, WorkspaceSnapshot held, string revision, CancellationToken cancellationToken)
    {
        // Asked in this order: an id that is not here at all is no argument for git.
        var isOwn = await control.ContainsAsync(revision, cancellationToken).ConfigureAwait(false)
            && await control.IsAncestorAsync(revision, held.Revision, cancellationToken).ConfigureAwait(false)
            && (await control.ReadAsync(cancellationToken, "rev-list", "--max-count=1", revision, "--not", record.BaseRevision, "--glob=refs/ao/source/heads", $"--glob={RefreshedBases.PrefixOf(record.Session)}").ConfigureAwait(false)).Length > 0;
        if (!isOwn)
        {
            throw new AoException($"The revision '{revision}' is no work of session '{record.Session}': it is not in the history of the session's workspace, or it was there before the session. Commit the work in the workspace and name that commit, or name none.");
        }

        var paths = await ChangedPathsAsync(control, record, revision, cancellationToken).ConfigureAwait(false);
        return WithPaths(held with { Revision = revision }, paths);
    }

    public static async ValueTask<WorkspaceSnapshot> DescribeAsync(ControlRepository control, WorkspaceRecord record, WorkspaceContent content, CancellationToken cancellationToken)
    {
        var paths = await ChangedPathsAsync(control, record, content.Revision, cancellationToken).ConfigureAwait(false);
        return WithPaths(new WorkspaceSnapshot { Revision = content.Revision, HeadRevision = content.Head, IsDirty = content.Revision != content.Head, HasChanges = false }, paths);
    }

    private static WorkspaceSnapshot WithPaths(WorkspaceSnapshot snapshot, string[] quoted) => snapshot with
    {
        HasChanges = quoted.Length > 0,
        ChangedPaths = [.. quoted.Take(MaxPaths).Select(QuotedPath.Decode)],
        MoreChangedPaths = Math.Max(0, quoted.Length - MaxPaths),
    };

    /// <summary>Gives what a revision's changes are told from: where the workspace started, or the newest base branch that was brought to its gate and that the revision has taken in. What others changed there is no work of the session's.</summary>
    public static async ValueTask<string> StartOfAsync(ControlRepository control, WorkspaceRecord record, string revision, CancellationToken cancellationToken)
    {
        foreach (var refreshed in (await control.Bases.OfAsync(record.Session, cancellationToken).ConfigureAwait(false)).Reverse())
        {
            if (await control.IsAncestorAsync(refreshed, revision, cancellationToken).ConfigureAwait(false))
            {
                return refreshed;
            }
        }

        return record.BaseRevision;
    }

    private static async ValueTask<string[]> ChangedPathsAsync(ControlRepository control, WorkspaceRecord record, string revision, CancellationToken cancellationToken)
    {
        var start = await StartOfAsync(control, record, revision, cancellationToken).ConfigureAwait(false);
        if (revision == start)
        {
            return [];
        }

        var call = new GitCall("diff-tree", "-r", "--name-only", "--no-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules=dirty", start, revision) { OutputLimit = ListLimit };
        var output = await control.ReadAsync(call, cancellationToken).ConfigureAwait(false);
        return WorkspaceFiles.Lines(output);
    }

    private async ValueTask<(string Head, string? Branch, bool Whole)> ReadHeadAsync(ControlRepository control, WorkspaceRecord record, CancellationToken cancellationToken)
    {
        // What else a shared repository holds stays there: it is never removed.
        var prefix = $"refs/ao/sessions/{record.Session}";
        var (gitDir, references) = record.Isolation == WorkspaceIsolation.Worktree
            ? (control.Folders.LinkOf(record.Session), Array.Empty<string>())
            : (Path.Combine(control.Folders.WorkspaceOf(record.Session), ".git"), [$"+refs/*:{prefix}/refs/*"]);
        var whole = new DirectoryInfo(gitDir) is { Exists: true, LinkTarget: null };
        if (whole)
        {
            var result = await control.FetchAsync(gitDir, trusted: false, cancellationToken, [.. references, $"+HEAD:{prefix}/HEAD"]).ConfigureAwait(false);
            if (!result.Succeeded)
            {
                // A branch without a commit has no HEAD to fetch; what else the repository holds is taken over all the same.
                whole = references.Length > 0
                    && (await control.FetchAsync(gitDir, trusted: false, cancellationToken, references).ConfigureAwait(false)).Succeeded
                    && result.Error.Contains("find remote ref HEAD", StringComparison.Ordinal);
                LogUnread(record.Session, Printable.Quote(result.Error));
            }
        }

        var head = await control.ResolveAsync($"{prefix}/HEAD", cancellationToken).ConfigureAwait(false);
        return (head ?? record.BaseRevision, whole ? HeadFile.BranchOf(Path.Combine(gitDir, "HEAD")) : record.Branch, whole);
    }

    /// <summary>Gives the files of a workspace, in the index that its snapshots are made with.</summary>
    internal static WorkspaceFiles FilesOf(ControlRepository control, WorkspaceRecord record) =>
        new(control, control.Folders.WorkspaceOf(record.Session), control.Folders.IndexOf(record.Session));

    private async ValueTask<(string Tree, bool Whole)> ReadFilesAsync(ControlRepository control, WorkspaceRecord record, string head, CancellationToken cancellationToken)
    {
        var files = FilesOf(control, record);

        // A single-tree read keeps what the index knows of unchanged files, so that they are not read again.
        await files.ReadAsync(cancellationToken, "read-tree", "--reset", head).ConfigureAwait(false);

        // New files first: one that stands where a folder was takes the folder's files out of the index.
        var added = await files.ListOthersAsync(cancellationToken).ConfigureAwait(false);
        var embedded = added.Any(WorkspaceFiles.IsFolder);
        await files.UpdateAsync([.. added.Where(static path => !WorkspaceFiles.IsFolder(path))], cancellationToken, "--add", "--replace").ConfigureAwait(false);
        var changed = WorkspaceFiles.Lines(await files.ReadAsync(cancellationToken, "ls-files", "--modified", "--deleted").ConfigureAwait(false));
        await files.UpdateAsync([.. changed.Distinct(StringComparer.Ordinal)], cancellationToken, "--add", "--remove").ConfigureAwait(false);
        var tree = await files.ReadAsync(cancellationToken, "write-tree").ConfigureAwait(false);
        if (!files.IsWhole)
        {
            LogUnreadable(record.Session);
        }

        return (tree, files.IsWhole && !embedded && !await HasOpenSubmodulesAsync(control.Folders.WorkspaceOf(record.Session), files, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Tells whether a submodule is checked out: its repository is a part of the workspace that no tree can hold.</summary>
    private static async ValueTask<bool> HasOpenSubmodulesAsync(string folder, WorkspaceFiles files, CancellationToken cancellationToken)
    {
        if (!File.Exists(Path.Combine(folder, ".gitmodules")))
        {
            return false;
        }

        var entries = WorkspaceFiles.Lines(await files.ReadAsync(cancellationToken, "ls-files", "--stage").ConfigureAwait(false));
        return entries.Where(static entry => entry.StartsWith("160000 ", StringComparison.Ordinal))
            .Any(entry => Path.Exists(Path.Combine(folder, QuotedPath.Decode(entry.Split('\t', 2)[1]), ".git")));
    }

    /// <summary>The workspace's own folder is Ao's: git must enter it, and closing must move it, whatever an agent made of its permissions.</summary>
    private static void OpenFolder(string folder)
    {
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (!OperatingSystem.IsWindows() && new DirectoryInfo(folder) is { Exists: true, LinkTarget: null } directory && (directory.UnixFileMode & Owner) != Owner)
        {
            directory.UnixFileMode |= Owner;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The repository of session {Session} could not be read whole: {Reason}. Its files are secured.")]
    private partial void LogUnread(SessionId session, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The workspace of session {Session} holds files or folders that Ao may not read. They are no part of its snapshot; its folder is kept when it is closed.")]
    private partial void LogUnreadable(SessionId session);
}
