using System.Runtime.CompilerServices;
using Ao.Plugins.Linear.Data;
using Ao.Scm;
using Ao.Trackers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.Linear;

/// <summary>The issues of one team each.</summary>
internal sealed class LinearTracker(LinearClient client, Teams teams, IssueWriter writer, Wakes wakes, WebhookIntake intake, IOptions<LinearOptions> options, TimeProvider timeProvider, ILogger<IssueWatch> logger)
    : ITracker, IIssueFeed, IWebhookReceiver, ISelfCheck
{
    private const int MaxPages = 400;

    public async ValueTask<Issue?> GetAsync(ProjectSource source, string id, CancellationToken cancellationToken = default) =>
        TeamKey.IsIssue(id) ? (await ReadAsync(source, id, isWatching: false, cancellationToken).ConfigureAwait(false))?.ToIssue() : null;

    public async IAsyncEnumerable<Issue> ListAsync(ProjectSource source, IssueQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var team = await teams.OfAsync(source, isWatching: false, cancellationToken).ConfigureAwait(false);
        var words = query.Text?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];
        await foreach (var node in PagesAsync(new IssueSearch(team.Id) { IncludeClosed = query.IncludeClosed, Labels = query.Labels, Words = words }, isWatching: false, cancellationToken).ConfigureAwait(false))
        {
            yield return node.ToIssue();
        }
    }

    public async ValueTask<Issue?> FindAsync(ProjectSource source, OperationKey key, CancellationToken cancellationToken = default) =>
        (await ReadAsync(source, OperationId.Of(key, "issue"), isWatching: false, cancellationToken).ConfigureAwait(false))?.ToIssue();

    public async ValueTask<Issue> CreateAsync(IssueRequest request, CancellationToken cancellationToken = default)
    {
        try
        {
            return (await writer.CreateAsync(request, cancellationToken).ConfigureAwait(false)).ToIssue();
        }
        catch (LinearException exception) when (exception.IsDuplicate)
        {
            return await FindAsync(request.Source, request.Key, cancellationToken).ConfigureAwait(false) ?? throw new OutcomeUnknownException("Linear says that the issue is there already, and does not give it.", exception);
        }
    }

    public async ValueTask<Issue> UpdateAsync(IssueUpdate update, CancellationToken cancellationToken = default)
    {
        var current = (TeamKey.IsIssue(update.Id) ? await ReadAsync(update.Source, update.Id, isWatching: false, cancellationToken).ConfigureAwait(false) : null)
            ?? throw new AoException($"There is no issue '{Printable.Quote(update.Id)}' in team '{teams.KeyOf(update.Source)}'. Use an id as Linear shows it, such as {teams.KeyOf(update.Source).ToUpperInvariant()}-12.");
        if (update.Comment is null)
        {
            return (await writer.SetAsync(update, current, cancellationToken).ConfigureAwait(false)).ToIssue();
        }

        // The comment comes last: once it is there, all of the update is, and what a person has changed since stays.
        if (!await writer.HasCommentAsync(update.Key, cancellationToken).ConfigureAwait(false))
        {
            var changed = await writer.SetAsync(update, current, cancellationToken).ConfigureAwait(false);
            await writer.CommentAsync(update, changed, cancellationToken).ConfigureAwait(false);
        }

        return (await ReadAsync(update.Source, current.Id, isWatching: false, cancellationToken).ConfigureAwait(false) ?? current).ToIssue();
    }

    public IAsyncEnumerable<IssueChange> WatchAsync(ProjectSource source, string? cursor = null, CancellationToken cancellationToken = default) =>
        new IssueWatch(this, teams, wakes, options.Value, timeProvider, logger).WatchAsync(source, cursor, cancellationToken);

    public ValueTask<WebhookReply> ReceiveAsync(WebhookRequest request, CancellationToken cancellationToken = default) => ValueTask.FromResult(intake.Receive(request));

    public async ValueTask<IReadOnlyList<SelfCheckFinding>> InspectSelfAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            var data = await client.SendAsync(Documents.Viewer, static _ => { }, LinearJson.Default.ViewerData, isWatching: false, cancellationToken).ConfigureAwait(false);
            return [new SelfCheckFinding(SelfCheckLevel.Pass, $"Linear knows the key: it is that of {Printable.Quote(data.Viewer.DisplayName)}.")];
        }
        catch (TransientException exception)
        {
            return [new SelfCheckFinding(SelfCheckLevel.Warn, exception.Message, "Try again later.")];
        }
        catch (AoException exception)
        {
            return [new SelfCheckFinding(SelfCheckLevel.Fail, exception.Message, "Set Ao__Plugins__linear__Options__ApiKey to a key from Linear's settings.")];
        }
    }

    /// <summary>Reads an issue of a project's team, by its number or its id in Linear.</summary>
    internal async ValueTask<IssueNode?> ReadAsync(ProjectSource source, string id, bool isWatching, CancellationToken cancellationToken)
    {
        var key = teams.KeyOf(source);
        try
        {
            var data = await client.SendAsync(Documents.Issue, variables => variables.WriteString("id", id), LinearJson.Default.IssueData, isWatching, cancellationToken).ConfigureAwait(false);
            return string.Equals(data.Issue?.Team.Key, key, StringComparison.OrdinalIgnoreCase) ? data.Issue : null;
        }
        catch (LinearException exception) when (exception.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>Gives the issues that a search finds, those that were created or changed last first.</summary>
    internal async IAsyncEnumerable<IssueNode> PagesAsync(IssueSearch search, bool isWatching, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? after = null;
        for (var page = 0; page < MaxPages; page++)
        {
            var data = await client.SendAsync(Documents.Issues, variables => search.Write(variables, after), LinearJson.Default.IssuesData, isWatching, cancellationToken).ConfigureAwait(false);
            foreach (var node in data.Issues.Items)
            {
                yield return node;
            }

            if (data.Issues.PageInfo is not { HasNextPage: true, EndCursor: { } end })
            {
                yield break;
            }

            after = end;
        }
    }
}
