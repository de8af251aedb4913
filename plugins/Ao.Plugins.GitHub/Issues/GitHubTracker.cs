using System.Runtime.CompilerServices;
using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Rest;
using Ao.Scm;
using Ao.Trackers;

namespace Ao.Plugins.GitHub.Issues;

/// <summary>The tracker <c>github</c>. A pull request can be read and changed by its number too, as GitHub keeps labels, assignees and comments of both alike; lists and the feed leave pull requests out.</summary>
internal sealed class GitHubTracker(GitHubClient client, GitHubPlaces places, IssueReader reader, IssueWriter writer, IssueFeed feed) : ITracker, IIssueFeed
{
    public async ValueTask<Issue?> GetAsync(ProjectSource source, string id, CancellationToken cancellationToken = default)
    {
        var place = await places.OfAsync(source, cancellationToken).ConfigureAwait(false);
        return IssueMap.NumberOf(id) is { } number && await reader.FindAsync(place, number, CallPurpose.Person, cancellationToken).ConfigureAwait(false) is { } issue
            ? await DescribeAsync(place, issue, CallPurpose.Person, cancellationToken).ConfigureAwait(false)
            : null;
    }

    public async IAsyncEnumerable<Issue> ListAsync(ProjectSource source, IssueQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var place = await places.OfAsync(source, cancellationToken).ConfigureAwait(false);
        var words = query.Text?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];

        // A name with a comma cannot be asked for: those are looked for here.
        var labels = query.Labels.Where(static label => !label.Contains(',', StringComparison.Ordinal)).ToArray();
        var path = $"{place.Path}/issues?state={(query.IncludeClosed ? "all" : "open")}{(labels.Length == 0 ? "" : $"&labels={Uri.EscapeDataString(string.Join(',', labels))}")}&sort=created&direction=desc&per_page=100";
        await foreach (var issue in client.ListAsync(path, RestJson.Default.RestIssueArray, CallPurpose.Person, cancellationToken).ConfigureAwait(false))
        {
            var there = IssueMap.LabelsOf(issue);
            if (issue.PullRequest is null
                && query.Labels.All(label => there.Contains(label, StringComparer.OrdinalIgnoreCase))
                && words.All(word => issue.Title.Contains(word, StringComparison.OrdinalIgnoreCase) || issue.Body?.Contains(word, StringComparison.OrdinalIgnoreCase) == true))
            {
                yield return IssueMap.Of(issue);
            }
        }
    }

    public async ValueTask<Issue?> FindAsync(ProjectSource source, OperationKey key, CancellationToken cancellationToken = default)
    {
        var place = await places.OfAsync(source, cancellationToken).ConfigureAwait(false);
        return await reader.FindAsync(place, source, key, cancellationToken).ConfigureAwait(false) is { } issue ? IssueMap.Of(issue) : null;
    }

    public async ValueTask<Issue> CreateAsync(IssueRequest request, CancellationToken cancellationToken = default) =>
        IssueMap.Of(await writer.CreateAsync(request, cancellationToken).ConfigureAwait(false));

    public async ValueTask<Issue> UpdateAsync(IssueUpdate update, CancellationToken cancellationToken = default)
    {
        var issue = await writer.UpdateAsync(update, cancellationToken).ConfigureAwait(false);
        var place = await places.OfAsync(update.Source, cancellationToken).ConfigureAwait(false);
        return await DescribeAsync(place, issue, CallPurpose.Write, cancellationToken).ConfigureAwait(false);
    }

    public IAsyncEnumerable<IssueChange> WatchAsync(ProjectSource source, string? cursor = null, CancellationToken cancellationToken = default) => feed.WatchAsync(source, cursor, cancellationToken);

    private async ValueTask<Issue> DescribeAsync(GitHubPlace place, RestIssue issue, CallPurpose purpose, CancellationToken cancellationToken) =>
        IssueMap.Of(issue, issue.Comments == 0 ? [] : await reader.CommentsAsync(place, issue, purpose, cancellationToken).ConfigureAwait(false));
}
