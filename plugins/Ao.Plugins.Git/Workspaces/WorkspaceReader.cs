using System.Collections.Concurrent;
using Ao.Scm;
using Microsoft.Extensions.Logging;

namespace Ao.Plugins.Git.Workspaces;

/// <summary>Takes the content of workspaces over into the control repository, without running anything that an agent configured.</summary>
internal sealed partial class WorkspaceReader(ILogger<WorkspaceReader> logger)
{
    private const int ListLimit = 256 * 1024 * 1024;
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _locks = new(StringComparer.Ordinal);

    /// <summary>Reads everything that a workspace holds. Equal content gives an equal revision.</summary>
    public async ValueTask<WorkspaceContent> ReadAsync(ControlRepository control, WorkspaceRecord record, CancellationToken cancellationToken)
    {
        var index = control.Folders.IndexOf(record.Session);
        var turn = _locks.GetOrAdd(index, static _ => new SemaphoreSlim(1, 1));
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // The index is this plugin's own and used under the lock above: one that is locked was left by a killed host.
            File.Delete(index + ".lock");
            var (head, branch, whole) = await ReadHeadAsync(control, record, cancellationToken).ConfigureAwait(false);
            var (tree, embedded) = await ReadFilesAsync(control, record, index, head, cancellationToken).ConfigureAwait(false);
            var headTree = await control.ReadAsync(cancellationToken, "rev-parse", "--verify", $"{head}^{{tree}}").ConfigureAwait(false);
            var revision = tree == headTree
                ? head
                : await control.CommitAsync(tree, [head], $"Snapshot of session {record.Session}\n", record.OpenedAt, cancellationToken).ConfigureAwait(false);
            return new WorkspaceContent { Head = head, Branch = branch, Revision = revision, HoldsMore = embedded || !whole };
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Secures content under a reference, unless it is the one secured last.</summary>
    public static async ValueTask SecureAsync(ControlRepository control, WorkspaceRecord record, string revision, CancellationToken cancellationToken)
    {
        for (var done = false; !done;)
        {
            var (number, last) = await LastAsync(control, record.Session, cancellationToken).ConfigureAwait(false);
            done = last == revision || await control.TryUpdateRefsAsync(cancellationToken, new RefChange($"refs/ao/snapshots/{record.Session}/{number + 1}", revision)).ConfigureAwait(false);
        }
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
            && (await control.ReadAsync(cancellationToken, "rev-list", "--max-count=1", revision, "--not", record.BaseRevision, "--glob=refs/ao/source/heads").ConfigureAwait(false)).Length > 0;
        if (!isOwn)
        {
            throw new AoException($"The revision '{revision}' is no work of session '{record.Session}': it is not in the history of the session's workspace, or it was there before the session. Commit the work in the workspace and name that commit, or name none.");
        }

        var paths = await ChangedPathsAsync(control, record, revision, cancellationToken).ConfigureAwait(false);
        return held with { Revision = revision, HasChanges = paths.Length > 0, ChangedPaths = paths };
    }

    public static async ValueTask<WorkspaceSnapshot> DescribeAsync(ControlRepository control, WorkspaceRecord record, WorkspaceContent content, CancellationToken cancellationToken)
    {
        var paths = await ChangedPathsAsync(control, record, content.Revision, cancellationToken).ConfigureAwait(false);
        return new WorkspaceSnapshot
        {
            Revision = content.Revision,
            HeadRevision = content.Head,
            IsDirty = content.Revision != content.Head,
            HasChanges = paths.Length > 0,
            ChangedPaths = paths,
        };
    }

    private static async ValueTask<string[]> ChangedPathsAsync(ControlRepository control, WorkspaceRecord record, string revision, CancellationToken cancellationToken)
    {
        if (revision == record.BaseRevision)
        {
            return [];
        }

        var call = new GitCall("diff-tree", "-r", "--name-only", "--no-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules=dirty", record.BaseRevision, revision) { OutputLimit = ListLimit };
        var output = await control.ReadAsync(call, cancellationToken).ConfigureAwait(false);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Take(1000).Select(QuotedPath.Decode)];
    }

    private async ValueTask<(string Head, string? Branch, bool Whole)> ReadHeadAsync(ControlRepository control, WorkspaceRecord record, CancellationToken cancellationToken)
    {
        var gitDir = Path.Combine(control.Folders.WorkspaceOf(record.Session), ".git");
        if (record.Isolation == WorkspaceIsolation.Worktree)
        {
            var name = $"worktrees/{record.Session}/HEAD";
            var commit = await control.ResolveAsync(name, cancellationToken).ConfigureAwait(false);
            return (commit ?? record.BaseRevision, HeadFile.BranchOf(Path.Combine(control.Folders.Control, name)), commit is not null);
        }

        var prefix = $"refs/ao/sessions/{record.Session}";
        var whole = new DirectoryInfo(gitDir) is { Exists: true, LinkTarget: null };
        if (whole)
        {
            var references = $"+refs/*:{prefix}/refs/*";
            var result = await control.FetchAsync(gitDir, trusted: false, cancellationToken, references, $"+HEAD:{prefix}/HEAD").ConfigureAwait(false);
            if (!result.Succeeded)
            {
                // A branch without a commit has no HEAD to fetch; what else the repository holds is taken over all the same.
                whole = (await control.FetchAsync(gitDir, trusted: false, cancellationToken, references).ConfigureAwait(false)).Succeeded && result.Error.Contains("find remote ref HEAD", StringComparison.Ordinal);
                LogUnread(record.Session, Printable.Quote(result.Error));
            }
        }

        var head = await control.ResolveAsync($"{prefix}/HEAD", cancellationToken).ConfigureAwait(false);
        return (head ?? record.BaseRevision, whole ? HeadFile.BranchOf(Path.Combine(gitDir, "HEAD")) : record.Branch, whole);
    }

    private static async ValueTask<(string Tree, bool Embedded)> ReadFilesAsync(ControlRepository control, WorkspaceRecord record, string index, string head, CancellationToken cancellationToken)
    {
        GitCall Call(params IReadOnlyList<string> arguments) => new(arguments) { WorkTree = control.Folders.WorkspaceOf(record.Session), IndexFile = index, OutputLimit = ListLimit };

        // A single-tree read keeps what the index knows of unchanged files, so that they are not read again.
        await control.ReadAsync(Call("read-tree", "--reset", head), cancellationToken).ConfigureAwait(false);

        // New files first: one that stands where a folder was takes the folder's files out of the index.
        var found = await control.ReadAsync(Call("ls-files", "--others", "--exclude-standard"), cancellationToken).ConfigureAwait(false);
        var added = Lines(found);
        var embedded = added.Any(IsFolder);
        await UpdateAsync(control, Call("update-index", "--add", "--replace", "--stdin"), added.Where(static path => !IsFolder(path)), cancellationToken).ConfigureAwait(false);
        var changed = await control.ReadAsync(Call("ls-files", "--modified", "--deleted"), cancellationToken).ConfigureAwait(false);
        await UpdateAsync(control, Call("update-index", "--add", "--remove", "--stdin"), Lines(changed).Distinct(StringComparer.Ordinal), cancellationToken).ConfigureAwait(false);
        var tree = await control.ReadAsync(Call("write-tree"), cancellationToken).ConfigureAwait(false);
        return (tree, embedded || await HasOpenSubmodulesAsync(control, Call("ls-files", "--stage"), cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Tells whether a submodule is checked out: its repository is a part of the workspace that no tree can hold.</summary>
    private static async ValueTask<bool> HasOpenSubmodulesAsync(ControlRepository control, GitCall list, CancellationToken cancellationToken)
    {
        if (!File.Exists(Path.Combine(list.WorkTree!, ".gitmodules")))
        {
            return false;
        }

        var entries = Lines(await control.ReadAsync(list, cancellationToken).ConfigureAwait(false));
        return entries.Where(static entry => entry.StartsWith("160000 ", StringComparison.Ordinal))
            .Any(entry => Path.Exists(Path.Combine(list.WorkTree!, QuotedPath.Decode(entry.Split('\t', 2)[1]), ".git")));
    }

    internal static string[] Lines(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Git lists a repository within the workspace as a folder, and looks no further.</summary>
    internal static bool IsFolder(string path) => path.EndsWith('/') || path.EndsWith("/\"", StringComparison.Ordinal);

    internal static async ValueTask UpdateAsync(ControlRepository control, GitCall call, IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        var input = string.Join('\n', paths);
        if (input.Length > 0)
        {
            await control.ReadAsync(call with { Input = input + "\n" }, cancellationToken).ConfigureAwait(false);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The repository of session {Session} could not be read whole: {Reason}. Its files are secured.")]
    private partial void LogUnread(SessionId session, string reason);
}
