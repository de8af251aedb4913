using Ao.Plugins.GitHub.Texts;
using Ao.Reports;
using Ao.Scm;
using Ao.Trackers;

namespace Ao.Plugins.GitHub.Issues;

/// <summary>The reporter <c>github</c>: a report becomes an issue with labels for type, severity and component. An upstream is another source, whose repository it goes to.</summary>
internal sealed class GitHubReporter(GitHubTracker tracker) : IReporter
{
    public async ValueTask<ReportReceipt?> FindAsync(ProjectSource source, OperationKey key, CancellationToken cancellationToken = default) =>
        await tracker.FindAsync(source, key, cancellationToken).ConfigureAwait(false) is { } issue ? Receipt(issue) : null;

    public async ValueTask<ReportReceipt> SubmitAsync(ReportSubmission submission, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(submission);
        var report = submission.Report;
        var issue = await tracker.CreateAsync(
            new IssueRequest
            {
                Key = submission.Key,
                Source = submission.Source,
                Title = report.Title,
                Body = ReportText.BodyOf(report),
                Labels = ReportText.LabelsOf(report, Bounds.MaxLabel),
                Attachments = submission.Attachments,
            },
            cancellationToken).ConfigureAwait(false);
        return Receipt(issue);
    }

    private static ReportReceipt Receipt(Issue issue) => new() { Id = issue.Id, IssueId = issue.Id, Location = issue.Address?.AbsoluteUri ?? issue.Id };
}
