using System.Collections.Concurrent;
using System.Globalization;
using Ao.Plugins;
using Ao.Scm;
using Ao.Trackers;

namespace Ao.TestSupport.Fakes;

/// <summary>A tracker in memory.</summary>
public sealed class FakeTracker : ITracker, IIssueFeed, IWebhookReceiver
{
    private readonly ConcurrentDictionary<OperationKey, Issue> _issues = new();

    /// <summary>Gets what the test tells of changed issues.</summary>
    public HintSource<IssueChange> Hints { get; } = new();

    /// <summary>Gets or sets how requests from outside are answered.</summary>
    public Func<WebhookRequest, WebhookReply> OnRequest { get; set; } = static _ => WebhookReply.Unproved;

    /// <summary>Gets the issues by the operation that created them.</summary>
    public IReadOnlyDictionary<OperationKey, Issue> Issues => _issues;

    /// <inheritdoc/>
    public IAsyncEnumerable<IssueChange> WatchAsync(ProjectSource source, string? cursor = null, CancellationToken cancellationToken = default) => Hints.FollowAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask<WebhookReply> ReceiveAsync(WebhookRequest request, CancellationToken cancellationToken = default) => ValueTask.FromResult(OnRequest(request));

    /// <inheritdoc/>
    public ValueTask<Issue?> GetAsync(ProjectSource source, string id, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(_issues.Values.FirstOrDefault(issue => issue.Id == id));

    /// <inheritdoc/>
    public IAsyncEnumerable<Issue> ListAsync(ProjectSource source, IssueQuery query, CancellationToken cancellationToken = default) =>
        _issues.Values.Where(issue => (query.IncludeClosed || issue.IsOpen) && query.Labels.All(issue.Labels.Contains)).OrderByDescending(static issue => issue.CreatedAt).ToAsyncEnumerable();

    /// <summary>Has an issue that somebody else has opened, or changed.</summary>
    public void Put(Issue issue) => _issues[_issues.FirstOrDefault(entry => entry.Value.Id == issue.Id).Key is { Value.Length: > 0 } known ? known : new OperationKey($"person/{issue.Id.ToLowerInvariant()}")] = issue;

    /// <inheritdoc/>
    public ValueTask<Issue?> FindAsync(ProjectSource source, OperationKey key, CancellationToken cancellationToken = default) => ValueTask.FromResult(_issues.GetValueOrDefault(key));

    /// <inheritdoc/>
    public ValueTask<Issue> CreateAsync(IssueRequest request, CancellationToken cancellationToken = default)
    {
        var issue = new Issue { Id = (_issues.Count + 1).ToString(CultureInfo.InvariantCulture), Title = request.Title, Body = request.Body, Labels = request.Labels, CreatedAt = DateTimeOffset.UnixEpoch };
        return _issues.TryAdd(request.Key, issue) ? ValueTask.FromResult(issue) : throw new AoException($"Created twice: {request.Key}");
    }

    /// <inheritdoc/>
    public ValueTask<Issue> UpdateAsync(IssueUpdate update, CancellationToken cancellationToken = default)
    {
        var (key, issue) = _issues.Single(entry => entry.Value.Id == update.Id);
        var changed = issue with
        {
            IsOpen = update.IsOpen ?? issue.IsOpen,
            Labels = update.Labels ?? issue.Labels,
            Comments = update.Comment is { } text ? [.. issue.Comments, new IssueComment(null, DateTimeOffset.UnixEpoch, text)] : issue.Comments,
        };
        return ValueTask.FromResult(_issues[key] = changed);
    }
}
