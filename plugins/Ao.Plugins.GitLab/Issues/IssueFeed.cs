using System.Globalization;
using System.Runtime.CompilerServices;
using Ao.Plugins.GitLab.Api;
using Ao.Plugins.GitLab.Data;
using Ao.Plugins.GitLab.Webhooks;
using Ao.Scm;
using Ao.Trackers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.GitLab.Issues;

/// <summary>Tells which issues have changed: it looks at its interval, and at once when a webhook says so.</summary>
internal sealed partial class IssueFeed(GitLabClient client, Projects projects, IssueStore issues, Hints hints, IOptions<GitLabOptions> options, TimeProvider timeProvider, ILogger<IssueFeed> logger)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(10);

    public async IAsyncEnumerable<IssueChange> WatchAsync(ProjectSource source, string? cursor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var wake = hints.Issues.Subscribe(await projects.PathOfAsync(source, cancellationToken).ConfigureAwait(false));
        var since = ReadCursor(cursor) ?? timeProvider.GetUtcNow();
        var told = new HashSet<(int, DateTimeOffset)>();
        while (true)
        {
            var wait = options.Value.IssueInterval;
            IReadOnlyList<(IssueData Data, Issue Issue)> changed = [];
            try
            {
                changed = await LookAsync(source, since, told, cancellationToken).ConfigureAwait(false);
            }
            catch (TransientException exception)
            {
                wait = exception.RetryAfter is { } asked && asked > wait ? asked : wait;
                LogLater(source.Project, exception.Message);
            }

            foreach (var (data, issue) in changed)
            {
                // The server gives whole milliseconds and may give what changed in the same one: what was told of it is known.
                if (data.UpdatedAt > since)
                {
                    since = data.UpdatedAt;
                    told.RemoveWhere(known => known.Item2 < since);
                }

                told.Add((data.Iid, data.UpdatedAt));
                yield return new IssueChange(since.ToString("O", CultureInfo.InvariantCulture), issue);
            }

            await wake.WaitAsync(wait < s_longest ? wait : s_longest, timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<IReadOnlyList<(IssueData Data, Issue Issue)>> LookAsync(ProjectSource source, DateTimeOffset since, HashSet<(int, DateTimeOffset)> told, CancellationToken cancellationToken)
    {
        var project = await projects.OfAsync(source, cancellationToken).ConfigureAwait(false);
        var found = new List<(IssueData, Issue)>();
        var path = $"{project.Api}/issues?scope=all&state=all&order_by=updated_at&sort=asc&updated_after={Uri.EscapeDataString(since.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture))}";
        await foreach (var data in client.ListAsync(path, GitLabJson.Default.IssueDataArray, CallPurpose.Look, cancellationToken).ConfigureAwait(false))
        {
            if (!data.Confidential && data.UpdatedAt >= since && !told.Contains((data.Iid, data.UpdatedAt)))
            {
                found.Add((data, await issues.DescribeAsync(project, data, CallPurpose.Look, cancellationToken).ConfigureAwait(false)));
            }
        }

        return found;
    }

    private static DateTimeOffset? ReadCursor(string? cursor) =>
        cursor is null ? null
        : DateTimeOffset.TryParseExact(cursor, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at
        : throw new AoException($"'{Printable.Quote(cursor)}' is no cursor of this feed. Give one that it gave, or none.");

    [LoggerMessage(Level = LogLevel.Information, Message = "The issues of project {Project} are looked at later: {Reason}")]
    private partial void LogLater(ProjectId project, string reason);
}
