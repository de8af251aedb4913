using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Rest;
using Ao.Scm;
using Ao.Trackers;
using Microsoft.Extensions.Logging;

namespace Ao.Plugins.GitHub.Issues;

/// <summary>Tells which issues change: looks when a webhook says so, and every minute, which costs nothing while nothing changes.</summary>
internal sealed partial class IssueFeed(GitHubClient client, GitHubPlaces places, IssueMarks marks, TimeProvider timeProvider, ILogger<IssueFeed> logger)
{
    private const int PageSize = 100;
    private const int MaxPages = 30;
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private static readonly TimeSpan s_interval = TimeSpan.FromMinutes(1);

    public async IAsyncEnumerable<IssueChange> WatchAsync(ProjectSource source, string? cursor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var place = await places.OfAsync(source, cancellationToken).ConfigureAwait(false);
        DateTimeOffset? position = cursor is null ? null : Parse(cursor);
        var seen = new Dictionary<int, string>();
        while (true)
        {
            var next = marks.NextAsync(place.Repository);
            var pause = s_interval;
            IReadOnlyList<RestIssue> changed = [];
            try
            {
                if (position is { } since)
                {
                    changed = await ChangedAsync(place, since, cancellationToken).ConfigureAwait(false);
                }
                else
                {
                    position = await StartAsync(place, seen, cancellationToken).ConfigureAwait(false);
                }
            }
            catch (TransientException exception)
            {
                // Nothing is lost: the next look goes on from the same place.
                LogPostponed(exception, place.Repository);
                pause = exception.RetryAfter is { } after && after > pause ? after : pause;
            }

            foreach (var issue in changed)
            {
                position = issue.UpdatedAt > position ? issue.UpdatedAt : position;
                if (IsNews(seen, issue) && issue.PullRequest is null)
                {
                    yield return new IssueChange(issue.UpdatedAt.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture), IssueMap.Of(issue));
                }
            }

            await WaitAsync(next, pause, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Begins where the newest change is, by GitHub's clock.</summary>
    private async ValueTask<DateTimeOffset> StartAsync(GitHubPlace place, Dictionary<int, string> seen, CancellationToken cancellationToken)
    {
        var newest = await client.GetAsync($"{place.Path}/issues?state=all&sort=updated&direction=desc&per_page=1", RestJson.Default.RestIssueArray, CallPurpose.Look, cancellationToken).ConfigureAwait(false);
        foreach (var issue in newest)
        {
            IsNews(seen, issue);
        }

        return newest.Length == 0 ? DateTimeOffset.UnixEpoch : newest[0].UpdatedAt;
    }

    private async ValueTask<IReadOnlyList<RestIssue>> ChangedAsync(GitHubPlace place, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var changed = new List<RestIssue>();
        var from = Uri.EscapeDataString(since.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture));
        for (var page = 1; page <= MaxPages; page++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"{place.Path}/issues?state=all&sort=updated&direction=asc&since={from}&per_page={PageSize}&page={page}");
            var read = await client.GetAsync(path, RestJson.Default.RestIssueArray, CallPurpose.Look, cancellationToken).ConfigureAwait(false);
            changed.AddRange(read);
            if (read.Length < PageSize)
            {
                break;
            }
        }

        return changed;
    }

    /// <summary>Tells whether an issue is another than it was: a look gives those of the last second again, and one may have changed twice in it.</summary>
    private static bool IsNews(Dictionary<int, string> seen, RestIssue issue)
    {
        if (seen.Count > 10_000)
        {
            seen.Clear();
        }

        var look = string.Join('\n', [issue.UpdatedAt.ToString("O", CultureInfo.InvariantCulture), issue.State, issue.Title, issue.Body, issue.Comments.ToString(CultureInfo.InvariantCulture), .. IssueMap.LabelsOf(issue), "", .. IssueMap.AssigneesOf(issue)]);
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(look)));
        var isNews = !seen.TryGetValue(issue.Number, out var known) || known != fingerprint;
        seen[issue.Number] = fingerprint;
        return isNews;
    }

    private async ValueTask WaitAsync(Task next, TimeSpan pause, CancellationToken cancellationToken)
    {
        using var waking = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(next, Task.Delay(pause, timeProvider, waking.Token)).ConfigureAwait(false);
        await waking.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private static DateTimeOffset Parse(string cursor) => DateTimeOffset.TryParseExact(cursor, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var position)
        ? position
        : throw new AoException($"'{Printable.Quote(cursor)}' is not a cursor of this tracker. Use the cursor of a change that it gave, or none.");

    [LoggerMessage(LogLevel.Information, "The issues of {Repository} are looked at later.")]
    private partial void LogPostponed(Exception exception, RepositoryName repository);
}
