using Ao.Reports;
using Ao.Scm;
using Ao.Trackers;

namespace Ao.Plugins.LocalFiles;

/// <summary>Keeps reports as files, and makes an issue of each in the same store.</summary>
internal sealed class LocalFilesReporter(IssueStores stores) : IReporter, IOncePerKey, IKeepsOnDisk
{
    public bool ActsOncePerKey => true;

    public async ValueTask<ReportReceipt?> FindAsync(ProjectSource source, OperationKey key, CancellationToken cancellationToken = default)
    {
        var store = stores.Of(source.Project);
        return await store.FindIdAsync(key, cancellationToken).ConfigureAwait(false) is { } id
            && await store.ReadReportAsync(id, cancellationToken).ConfigureAwait(false) is not null
            && await store.ReadAsync(id, cancellationToken).ConfigureAwait(false) is not null
            ? Receipt(store, id)
            : null;
    }

    public async ValueTask<ReportReceipt> SubmitAsync(ReportSubmission submission, CancellationToken cancellationToken = default)
    {
        var report = ReportText.Require(submission.Report);
        var store = stores.Of(submission.Source.Project);
        var request = new IssueRequest
        {
            Key = submission.Key,
            Source = submission.Source,
            Title = report.Title,
            Body = ReportText.BodyOf(report),
            Labels = ReportText.LabelsOf(report),
            Attachments = submission.Attachments,
        };
        return Receipt(store, (await store.CreateAsync(request, submission, cancellationToken).ConfigureAwait(false)).Id);
    }

    private static ReportReceipt Receipt(IssueStore store, string id) => new() { Id = id, IssueId = id, Location = store.Folder.Report(id) };
}
