using System.Runtime.CompilerServices;
using Ao.Plugins.GitLab.Api;
using Ao.Plugins.GitLab.Data;
using Ao.Scm;
using Ao.Trackers;

namespace Ao.Plugins.GitLab.Issues;

/// <summary>The tracker <c>gitlab</c>: a project's issues. Confidential ones are left alone.</summary>
internal sealed class GitLabTracker(IssueStore issues, IssueFeed feed, GitLabClient client, Projects projects) : ITracker, IIssueFeed, ISelfCheck
{
    public ValueTask<IReadOnlyList<SelfCheckFinding>> InspectSelfAsync(CancellationToken cancellationToken = default) => SelfCheck.LookAsync(client, cancellationToken);

    public ValueTask<Issue?> GetAsync(ProjectSource source, string id, CancellationToken cancellationToken = default) => issues.GetAsync(source, id, cancellationToken);

    public async IAsyncEnumerable<Issue> ListAsync(ProjectSource source, IssueQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var project = await projects.OfAsync(source, cancellationToken).ConfigureAwait(false);
        var path = $"{project.Api}/issues?scope=all&confidential=false&order_by=created_at&sort=desc&state={(query.IncludeClosed ? "all" : "opened")}";
        path += query.Labels.Count == 0 ? "" : $"&labels={Uri.EscapeDataString(IssueText.Labels(query.Labels))}";
        path += string.IsNullOrWhiteSpace(query.Text) ? "" : $"&in=title,description&search={Uri.EscapeDataString(query.Text)}";
        await foreach (var data in client.ListAsync(path, GitLabJson.Default.IssueDataArray, CallPurpose.Person, cancellationToken).ConfigureAwait(false))
        {
            // Servers before 14.8 do not know the filter and give all.
            if (!data.Confidential)
            {
                yield return IssueMap.Describe(data, []);
            }
        }
    }

    public async ValueTask<Issue?> FindAsync(ProjectSource source, OperationKey key, CancellationToken cancellationToken = default)
    {
        var project = await projects.OfAsync(source, cancellationToken).ConfigureAwait(false);
        return await issues.FindAsync(project, key, cancellationToken).ConfigureAwait(false) is { } data ? await issues.DescribeAsync(project, data, CallPurpose.Person, cancellationToken).ConfigureAwait(false) : null;
    }

    public ValueTask<Issue> CreateAsync(IssueRequest request, CancellationToken cancellationToken = default) => issues.CreateAsync(request, cancellationToken);

    public ValueTask<Issue> UpdateAsync(IssueUpdate update, CancellationToken cancellationToken = default) => issues.UpdateAsync(update, cancellationToken);

    public IAsyncEnumerable<IssueChange> WatchAsync(ProjectSource source, string? cursor = null, CancellationToken cancellationToken = default) => feed.WatchAsync(source, cursor, cancellationToken);
}
