using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Ao.Plugins.Linear.Data;
using Ao.Scm;
using Ao.Trackers;
using Microsoft.Extensions.Logging;

namespace Ao.Plugins.Linear;

/// <summary>Watches the issues of a project: what a webhook names is read at once, and what it did not name is found by polling.</summary>
internal sealed partial class IssueWatch(LinearTracker tracker, Teams teams, Wakes wakes, LinearOptions options, TimeProvider timeProvider, ILogger<IssueWatch> logger)
{
    public async IAsyncEnumerable<IssueChange> WatchAsync(ProjectSource source, string? cursor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var position = cursor is null ? timeProvider.GetUtcNow() : Parse(cursor);
        var watch = wakes.Add();
        try
        {
            var nextPoll = timeProvider.GetTimestamp();
            var wait = TimeSpan.Zero;
            while (true)
            {
                IReadOnlyList<IssueNode> changed;
                if (await NamedAsync(watch, nextPoll, wait, cancellationToken).ConfigureAwait(false) is { } named)
                {
                    changed = await OrNothingAsync(source, async () => await tracker.ReadAsync(source, named, isWatching: true, cancellationToken).ConfigureAwait(false) is { } node ? [node] : []).ConfigureAwait(false);
                    foreach (var node in changed)
                    {
                        // The position is the poll's: issues that changed before this one may not have been seen.
                        yield return new IssueChange(IssueMapping.ToCursor(position), node.ToIssue());
                    }

                    continue;
                }

                nextPoll = timeProvider.GetTimestamp();
                wait = wakes.IsTold && options.WebhookSecret is not null ? options.PollIntervalWithWebhook : options.PollInterval;
                var start = position;
                changed = await OrNothingAsync(source, () => ChangedAsync(source, start, cancellationToken)).ConfigureAwait(false);
                foreach (var node in changed)
                {
                    position = node.UpdatedAt > position ? node.UpdatedAt : position;
                    yield return new IssueChange(IssueMapping.ToCursor(position), node.ToIssue());
                }
            }
        }
        finally
        {
            wakes.Remove(watch);
        }
    }

    private static DateTimeOffset Parse(string cursor) =>
        DateTimeOffset.TryParseExact(cursor, IssueMapping.CursorFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : throw new AoException($"'{Printable.Quote(cursor)}' is not a cursor of this tracker. Use the cursor of a change that it gave, or none.");

    /// <summary>A look that was not answered is made again at the next turn; nothing is passed over by that, as the position stays.</summary>
    private async ValueTask<IReadOnlyList<IssueNode>> OrNothingAsync(ProjectSource source, Func<ValueTask<IReadOnlyList<IssueNode>>> look)
    {
        try
        {
            return await look().ConfigureAwait(false);
        }
        catch (TransientException exception)
        {
            LogLater(source.Project, exception.Message);
            return [];
        }
    }

    /// <summary>Waits for an issue that a webhook names.</summary>
    /// <returns>Its id, or <see langword="null"/> when the next poll is due.</returns>
    private async ValueTask<string?> NamedAsync(Channel<string> watch, long since, TimeSpan wait, CancellationToken cancellationToken)
    {
        if (watch.Reader.TryRead(out var first))
        {
            return first;
        }

        var left = wait - timeProvider.GetElapsedTime(since);
        if (left <= TimeSpan.Zero)
        {
            return null;
        }

        using var due = new CancellationTokenSource(left, timeProvider);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(due.Token, cancellationToken);
        try
        {
            return await watch.Reader.ReadAsync(ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private async ValueTask<IReadOnlyList<IssueNode>> ChangedAsync(ProjectSource source, DateTimeOffset position, CancellationToken cancellationToken)
    {
        var team = await teams.OfAsync(source, isWatching: true, cancellationToken).ConfigureAwait(false);
        List<IssueNode> changed = [];
        await foreach (var node in tracker.PagesAsync(new IssueSearch(team.Id) { IncludeClosed = true, ChangedAfter = position }, isWatching: true, cancellationToken).ConfigureAwait(false))
        {
            changed.Add(node);
        }

        changed.Sort(static (left, right) => left.UpdatedAt.CompareTo(right.UpdatedAt));
        return changed;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The issues of project {Project} are looked at later: {Reason}")]
    private partial void LogLater(ProjectId project, string reason);
}
