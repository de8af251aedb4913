using Ao.Scm;
using Microsoft.Extensions.Logging;

namespace Ao.Git.Workspaces;

/// <summary>Closes workspaces: first the content is secured and that is written down, then the folder goes.</summary>
internal sealed partial class WorkspaceClosing(WorkspaceReader reader, FolderRemoval removal, GitSettings settings, ILogger<WorkspaceClosing> logger)
{
    public async ValueTask<WorkspaceSnapshot> CloseAsync(ControlRepository control, WorkspaceRecord record, CancellationToken cancellationToken)
    {
        var folders = control.Folders;
        var path = folders.WorkspaceOf(record.Session);
        if (record is { State: WorkspaceState.Closed, Closed: { } closed })
        {
            return closed;
        }

        if (new DirectoryInfo(path) is { Exists: true, LinkTarget: null })
        {
            record = await SecureAsync(control, record, cancellationToken).ConfigureAwait(false);
            await WorkspaceRecords.WriteAsync(folders, record).ConfigureAwait(false);
            if (record.FolderKept)
            {
                var kept = folders.KeptOf(record.Session);
                await removal.RemoveAsync(kept, cancellationToken).ConfigureAwait(false);
                Directory.Move(path, kept);
                LogKept(record.Session, kept);
            }
            else
            {
                // Moved first: a folder that is half removed is never taken for a workspace.
                var scratch = folders.NewScratch();
                Directory.Move(path, scratch);
                await removal.RemoveAsync(scratch, cancellationToken).ConfigureAwait(false);
            }
        }
        else if (record.State != WorkspaceState.Closing)
        {
            record = await GoneAsync(control, record, cancellationToken).ConfigureAwait(false);
        }

        if (record is { Isolation: WorkspaceIsolation.Worktree, FolderKept: false })
        {
            await SharedRepository.UnlinkAsync(folders, record.Session, removal, cancellationToken).ConfigureAwait(false);
        }

        await WorkspaceRecords.WriteAsync(folders, record with { State = WorkspaceState.Closed }).ConfigureAwait(false);
        File.Delete(folders.IndexOf(record.Session));
        return record.Closed!;
    }

    private async ValueTask<WorkspaceRecord> SecureAsync(ControlRepository control, WorkspaceRecord record, CancellationToken cancellationToken)
    {
        var content = await reader.ReadAsync(control, record, cancellationToken).ConfigureAwait(false);
        await WorkspaceReader.SecureAsync(control, record, content.Revision, cancellationToken).ConfigureAwait(false);
        var (revision, whole) = content.HoldsMore ? (content.Revision, false) : await KeepIgnoredAsync(control, record, content, cancellationToken).ConfigureAwait(false);
        return record with
        {
            State = WorkspaceState.Closing,
            Closed = await WorkspaceReader.DescribeAsync(control, record, content, cancellationToken).ConfigureAwait(false),
            ClosedBranch = content.Branch,
            ClosedContent = revision,
            FolderKept = !whole,
        };
    }

    /// <summary>The folder was removed by somebody else: what was secured last is what there is.</summary>
    private static async ValueTask<WorkspaceRecord> GoneAsync(ControlRepository control, WorkspaceRecord record, CancellationToken cancellationToken)
    {
        var (_, last) = await WorkspaceReader.LastAsync(control, record.Session, cancellationToken).ConfigureAwait(false);
        var head = await control.ResolveAsync($"refs/ao/sessions/{record.Session}/HEAD", cancellationToken).ConfigureAwait(false) ?? record.BaseRevision;
        var content = new WorkspaceContent { Head = head, Branch = record.Branch, Revision = last ?? head, HoldsMore = false };
        return record with
        {
            State = WorkspaceState.Closing,
            Closed = await WorkspaceReader.DescribeAsync(control, record, content, cancellationToken).ConfigureAwait(false),
            ClosedBranch = record.Branch,
            ClosedContent = content.Revision,
        };
    }

    /// <summary>Ignored files are no part of a revision that is proposed, but an agent may have worked in them: the smallest are kept, up to the configured sum.</summary>
    private async ValueTask<(string Revision, bool Whole)> KeepIgnoredAsync(ControlRepository control, WorkspaceRecord record, WorkspaceContent content, CancellationToken cancellationToken)
    {
        var files = WorkspaceReader.FilesOf(control, record);
        var ignored = await files.ListOthersAsync(cancellationToken, "--ignored").ConfigureAwait(false);
        var left = settings.KeepIgnoredBytes;
        var kept = new List<string>();
        foreach (var (path, length) in ignored.Where(static path => !WorkspaceFiles.IsFolder(path)).Select(path => (path, LengthOf(control, record, path))).OrderBy(static file => file.Item2))
        {
            if (length > left)
            {
                break;
            }

            left -= length;
            kept.Add(path);
        }

        if (kept.Count < ignored.Length)
        {
            LogIgnored(record.Session, ignored.Length - kept.Count);
        }

        if (kept.Count == 0)
        {
            return (content.Revision, files.IsWhole);
        }

        await files.UpdateAsync(kept, cancellationToken, "--add", "--replace").ConfigureAwait(false);
        var tree = await files.ReadAsync(cancellationToken, "write-tree").ConfigureAwait(false);
        var revision = await control.CommitAsync(tree, [content.Revision], $"Ignored files of session {record.Session}\n", record.OpenedAt, cancellationToken).ConfigureAwait(false);
        await control.ReadAsync(cancellationToken, "update-ref", $"refs/ao/closed/{record.Session}", revision).ConfigureAwait(false);
        return (revision, files.IsWhole);
    }

    private static long LengthOf(ControlRepository control, WorkspaceRecord record, string path)
    {
        var file = new FileInfo(Path.Combine(control.Folders.WorkspaceOf(record.Session), QuotedPath.Decode(path)));
        return file is { Exists: true, LinkTarget: null } ? file.Length : 0;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Closing the workspace of session {Session} drops {Count} ignored files beyond the option KeepIgnoredBytes")]
    private partial void LogIgnored(SessionId session, int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "The workspace of session {Session} holds repositories, commits or unreadable files that cannot be taken over: its folder is kept as {Folder}")]
    private partial void LogKept(SessionId session, string folder);
}
