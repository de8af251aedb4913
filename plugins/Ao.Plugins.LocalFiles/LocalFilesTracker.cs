using System.Runtime.CompilerServices;
using Ao.Reports;
using Ao.Scm;
using Ao.Trackers;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.LocalFiles;

/// <summary>Keeps issues as files, one JSON file each.</summary>
internal sealed class LocalFilesTracker(IssueStores stores, IOptions<LocalFilesOptions> options, TimeProvider timeProvider) : ITracker, IIssueFeed, IOncePerKey, IKeepsOnDisk
{
    // Files are written by this process alone, under a lock that looks for the key: nothing of a call lands after its host.
    public bool ActsOncePerKey => true;

    public async ValueTask<Issue?> GetAsync(ProjectSource source, string id, CancellationToken cancellationToken = default)
    {
        var store = stores.Of(source.Project);
        return (await store.ReadAsync(id, cancellationToken).ConfigureAwait(false))?.ToIssue(store.Folder.Issue(id));
    }

    public async IAsyncEnumerable<Issue> ListAsync(ProjectSource source, IssueQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var store = stores.Of(source.Project);
        var words = query.Text?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];
        await foreach (var issue in store.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            if ((query.IncludeClosed || issue.Open)
                && query.Labels.All(label => issue.Labels.Contains(label, StringComparer.Ordinal))
                && words.All(word => issue.Title.Contains(word, StringComparison.OrdinalIgnoreCase) || issue.Body.Contains(word, StringComparison.OrdinalIgnoreCase)))
            {
                yield return issue.ToIssue(store.Folder.Issue(issue.Id));
            }
        }
    }

    public async ValueTask<Issue?> FindAsync(ProjectSource source, OperationKey key, CancellationToken cancellationToken = default) =>
        await stores.Of(source.Project).FindIdAsync(key, cancellationToken).ConfigureAwait(false) is { } id
            ? await GetAsync(source, id, cancellationToken).ConfigureAwait(false)
            : null;

    public async ValueTask<Issue> CreateAsync(IssueRequest request, CancellationToken cancellationToken = default)
    {
        var store = stores.Of(request.Source.Project);
        var issue = await store.CreateAsync(request, report: null, cancellationToken).ConfigureAwait(false);
        return issue.ToIssue(store.Folder.Issue(issue.Id));
    }

    public async ValueTask<Issue> UpdateAsync(IssueUpdate update, CancellationToken cancellationToken = default)
    {
        var store = stores.Of(update.Source.Project);
        var issue = await store.UpdateAsync(update, cancellationToken).ConfigureAwait(false);
        return issue.ToIssue(store.Folder.Issue(issue.Id));
    }

    public IAsyncEnumerable<IssueChange> WatchAsync(ProjectSource source, string? cursor = null, CancellationToken cancellationToken = default) =>
        new IssueWatch(stores.Of(source.Project), options.Value.PollInterval, timeProvider).WatchAsync(cursor, cancellationToken);
}
