using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Ao.Files;
using Ao.Reports;
using Ao.Trackers;
using Microsoft.Extensions.Logging;

namespace Ao.Plugins.LocalFiles;

/// <summary>The issues and reports of one project.</summary>
/// <remarks>Readers take no lock: every file is replaced as a whole. A writer first records which id its operation has, then writes what has that id.</remarks>
internal sealed partial class IssueStore(string root, LocalFilesOptions options, TimeProvider timeProvider, ILogger<IssueStore> logger) : IDisposable
{
    private readonly IssueFolder _folder = new(root);
    private readonly ProjectLock _lock = new(Path.Combine(root, ".lock"), options.LockTimeout, timeProvider);
    private readonly ConcurrentDictionary<string, DateTime> _reported = new(StringComparer.Ordinal);

    public IssueFolder Folder => _folder;

    public async ValueTask<IssueFile?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        if (!IssueFolder.IsId(id))
        {
            return null;
        }

        var path = _folder.Issue(id);
        var file = await IssueFolder.ReadAsync(path, LocalFilesJson.Default.IssueFile, cancellationToken).ConfigureAwait(false);
        return file switch
        {
            null => null,
            { Format: not 1 } => throw IssueFolder.Damaged(path, $"format {file.Format} is not known to this version.", null),
            _ when file.Id != id => throw IssueFolder.Damaged(path, $"it holds the issue '{Printable.Quote(file.Id)}'.", null),
            _ => file,
        };
    }

    /// <summary>Reads all issues, newest first. A file that cannot be read is logged once and left out.</summary>
    public async IAsyncEnumerable<IssueFile> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var id in _folder.Ids().OrderDescending())
        {
            IssueFile? file = null;
            try
            {
                file = await ReadAsync(id.ToString(CultureInfo.InvariantCulture), cancellationToken).ConfigureAwait(false);
            }
            catch (AoException exception)
            {
                ReportDamage(_folder.Issue(id.ToString(CultureInfo.InvariantCulture)), exception);
            }

            if (file is not null)
            {
                yield return file;
            }
        }
    }

    public async ValueTask<string?> FindIdAsync(OperationKey key, CancellationToken cancellationToken)
    {
        var entry = await IssueFolder.ReadAsync(_folder.Operation(key), LocalFilesJson.Default.OperationFile, cancellationToken).ConfigureAwait(false);
        return entry is not null && IssueFolder.IsId(entry.Id) ? entry.Id : null;
    }

    public ValueTask<ReportFile?> ReadReportAsync(string id, CancellationToken cancellationToken) =>
        IssueFolder.ReadAsync(_folder.Report(id), LocalFilesJson.Default.ReportFile, cancellationToken);

    public async ValueTask<IssueFile> CreateAsync(IssueRequest request, ReportSubmission? report, CancellationToken cancellationToken)
    {
        var draft = Draft(request, report);
        var contents = await ReadFilesAsync(0, request.Attachments, cancellationToken).ConfigureAwait(false);
        using var held = await LockAsync(cancellationToken).ConfigureAwait(false);

        var id = await FindIdAsync(request.Key, cancellationToken).ConfigureAwait(false);
        if (id is null)
        {
            id = await TakeIdAsync(cancellationToken).ConfigureAwait(false);
            await IssueFolder.WriteAsync(_folder.Operation(request.Key), new OperationFile(request.Key, id), LocalFilesJson.Default.OperationFile, cancellationToken).ConfigureAwait(false);
        }

        if (report is not null && await ReadReportAsync(id, cancellationToken).ConfigureAwait(false) is null)
        {
            var kept = new ReportFile { Format = IssueFolder.CurrentFormat, Id = id, Operation = report.Key, FiledAt = report.FiledAt, Report = report.Report };
            await IssueFolder.WriteAsync(_folder.Report(id), kept, LocalFilesJson.Default.ReportFile, cancellationToken).ConfigureAwait(false);
        }

        if (await ReadAsync(id, cancellationToken).ConfigureAwait(false) is { } existing)
        {
            return existing;
        }

        // The files before the issue that names them. A call that is repeated writes them again under the same names.
        var attachments = await WriteFilesAsync(id, 0, contents, cancellationToken).ConfigureAwait(false);
        return await WriteAsync(draft with { Id = id, CreatedAt = timeProvider.GetUtcNow(), Attachments = attachments }, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IssueFile> UpdateAsync(IssueUpdate update, CancellationToken cancellationToken)
    {
        Func<IssueFile, IssueFile> change = issue => issue with
        {
            Title = update.Title is { } title ? TextLimits.Title(title) : issue.Title,
            Body = update.Body is { } body ? TextLimits.Text("body", body) : issue.Body,
            Open = update.IsOpen ?? issue.Open,
            Labels = update.Labels is { } labels ? TextLimits.Words("labels", labels) : issue.Labels,
            Assignees = update.Assignees is { } assignees ? TextLimits.Words("assignees", assignees) : issue.Assignees,
            Comments = update.Comment is { } text
                ? [.. issue.Comments, new IssueComment(null, timeProvider.GetUtcNow(), TextLimits.Text("comment", text))]
                : issue.Comments,
            Operations = [.. issue.Operations, update.Key],
        };
        if (!IssueFolder.IsId(update.Id) || !File.Exists(_folder.Issue(update.Id)))
        {
            throw NoIssue(update.Id);
        }

        var contents = await ReadFilesAsync(0, update.Attachments, cancellationToken).ConfigureAwait(false);
        using var held = await LockAsync(cancellationToken).ConfigureAwait(false);
        var issue = await ReadAsync(update.Id, cancellationToken).ConfigureAwait(false) ?? throw NoIssue(update.Id);
        if (issue.Operations.Contains(update.Key))
        {
            return issue;
        }

        var changed = change(issue);
        AttachedContent.RequireRoom(issue.Attachments.Count, contents.Count);
        var attachments = await WriteFilesAsync(issue.Id, issue.Attachments.Count, contents, cancellationToken).ConfigureAwait(false);
        return await WriteAsync(changed with { Attachments = [.. issue.Attachments, .. attachments] }, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<long> ReadRevisionAsync(CancellationToken cancellationToken) =>
        (await ReadStateAsync(cancellationToken).ConfigureAwait(false)).Revision;

    public void Dispose() => _lock.Dispose();

    private static IssueFile Draft(IssueRequest request, ReportSubmission? report) => new()
    {
        Format = IssueFolder.CurrentFormat,
        Id = "",
        Revision = 0,
        Title = TextLimits.Title(request.Title),
        Body = TextLimits.Text("body", request.Body),
        Labels = TextLimits.Words("labels", request.Labels),
        Assignees = TextLimits.Words("assignees", request.Assignees),
        Author = report?.Report.SourceSession?.Value,
        CreatedAt = default,
        UpdatedAt = default,
        Operations = [request.Key],
    };

    private static async ValueTask<IReadOnlyList<(ReportAttachment Description, byte[] Content)>> ReadFilesAsync(int present, IReadOnlyList<AttachedFile> files, CancellationToken cancellationToken)
    {
        AttachedContent.RequireRoom(present, files.Count);
        var contents = new List<(ReportAttachment, byte[])>(files.Count);
        foreach (var file in files)
        {
            contents.Add((file.Description, await AttachedContent.ReadAsync(file, cancellationToken).ConfigureAwait(false)));
        }

        return contents;
    }

    private async ValueTask<IReadOnlyList<AttachmentFile>> WriteFilesAsync(string id, int present, IReadOnlyList<(ReportAttachment Description, byte[] Content)> contents, CancellationToken cancellationToken)
    {
        var written = new List<AttachmentFile>(contents.Count);
        foreach (var (description, content) in contents)
        {
            var name = AttachedContent.FileNameOf(present + written.Count + 1, description.Name);
            await IssueFolder.WriteFileAsync(_folder.Files(id), name, content, cancellationToken).ConfigureAwait(false);
            written.Add(new AttachmentFile(name, description));
        }

        return written;
    }

    private AoException NoIssue(string id) =>
        new($"There is no issue '{Printable.Quote(id)}' in '{_folder.Root}'. Ids are numbers: 1, 2, 3 and so on.");

    private ValueTask<IDisposable> LockAsync(CancellationToken cancellationToken)
    {
        try
        {
            _folder.Create();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AoException($"The folder '{_folder.Root}' cannot be made: {exception.Message} Choose another one with the option Folder, or mend the permissions.", exception);
        }

        return _lock.TakeAsync(cancellationToken);
    }

    private async ValueTask<string> TakeIdAsync(CancellationToken cancellationToken)
    {
        var state = await ReadStateAsync(cancellationToken).ConfigureAwait(false);
        var id = Math.Max(state.LastId, _folder.Ids().DefaultIfEmpty().Max()) + 1;
        await IssueFolder.WriteAsync(_folder.State, state with { LastId = id }, LocalFilesJson.Default.StateFile, cancellationToken).ConfigureAwait(false);
        return id.ToString(CultureInfo.InvariantCulture);
    }

    private async ValueTask<IssueFile> WriteAsync(IssueFile issue, CancellationToken cancellationToken)
    {
        var state = await ReadStateAsync(cancellationToken).ConfigureAwait(false);
        var written = issue with { Revision = state.Revision + 1, UpdatedAt = timeProvider.GetUtcNow() };

        // The issue first: a revision that was counted and never written could hide the next change from a feed.
        await IssueFolder.WriteAsync(_folder.Issue(written.Id), written, LocalFilesJson.Default.IssueFile, cancellationToken).ConfigureAwait(false);
        await IssueFolder.WriteAsync(_folder.State, state with { Revision = written.Revision }, LocalFilesJson.Default.StateFile, CancellationToken.None).ConfigureAwait(false);
        return written;
    }

    private async ValueTask<StateFile> ReadStateAsync(CancellationToken cancellationToken) =>
        await IssueFolder.ReadAsync(_folder.State, LocalFilesJson.Default.StateFile, cancellationToken).ConfigureAwait(false) ?? new StateFile(0, 0);

    private void ReportDamage(string path, AoException exception)
    {
        var stamp = File.GetLastWriteTimeUtc(path);
        if (!_reported.TryGetValue(path, out var known) || known != stamp)
        {
            _reported[path] = stamp;
            LogDamaged(logger, exception.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "{Reason}")]
    private static partial void LogDamaged(ILogger logger, string reason);
}
