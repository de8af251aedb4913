using Ao.Plugins.GitLab.Api;
using Ao.Reports;
using Ao.Scm;
using Ao.Trackers;

namespace Ao.Plugins.GitLab.Issues;

/// <summary>The reporter <c>gitlab</c>: each report becomes an issue.</summary>
internal sealed class GitLabReporter(IssueStore issues, Projects projects) : IReporter
{
    public async ValueTask<ReportReceipt?> FindAsync(ProjectSource source, OperationKey key, CancellationToken cancellationToken = default)
    {
        var project = await projects.OfAsync(source, cancellationToken).ConfigureAwait(false);
        return await issues.FindAsync(project, key, cancellationToken).ConfigureAwait(false) is { } data ? Receipt(project, IssueMap.Describe(data, [])) : null;
    }

    public async ValueTask<ReportReceipt> SubmitAsync(ReportSubmission submission, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(submission);
        var report = ReportText.Require(submission.Report);
        var project = await projects.OfAsync(submission.Source, cancellationToken).ConfigureAwait(false);

        // GitLab takes labels as one list with commas.
        string[] labels = [.. ReportText.LabelsOf(report).Select(static label => Printable.Line(label).Replace(',', ' '))];
        var request = new IssueRequest { Key = submission.Key, Source = submission.Source, Title = report.Title, Body = ReportText.BodyOf(report), Labels = labels, Attachments = submission.Attachments };
        return Receipt(project, await issues.CreateAsync(request, cancellationToken).ConfigureAwait(false));
    }

    private static ReportReceipt Receipt(GitLabProject project, Issue issue) => new()
    {
        Id = issue.Id,
        IssueId = issue.Id,
        Location = issue.Address?.AbsoluteUri ?? $"{project.Address}/-/issues/{issue.Id}",
    };
}
