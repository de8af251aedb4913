using System.Globalization;
using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Forge;
using Ao.Plugins.GitHub.Notes;
using Ao.Plugins.GitHub.Rest;
using Ao.Plugins.GitHub.Texts;
using Ao.Scm;

namespace Ao.Plugins.GitHub.Issues;

/// <summary>Reads single issues and their comments, and finds what an operation wrote.</summary>
internal sealed class IssueReader(GitHubClient client, OperationNotes notes, Account account)
{
    private const int PageSize = 100;

    /// <summary>How many pages of comments are read: of more, the newest.</summary>
    private const int MaxPages = 10;

    public async ValueTask<RestIssue?> FindAsync(GitHubPlace place, int number, CallPurpose purpose, CancellationToken cancellationToken) =>
        await client.FindAsync(PathOf(place, number), RestJson.Default.RestIssue, purpose, cancellationToken).ConfigureAwait(false);

    /// <summary>Reads the comments of an issue, oldest first: all, or the newest thousand.</summary>
    public async ValueTask<IReadOnlyList<RestIssueComment>> CommentsAsync(GitHubPlace place, RestIssue issue, CallPurpose purpose, CancellationToken cancellationToken)
    {
        var comments = new List<RestIssueComment>();
        var last = (issue.Comments + PageSize - 1) / PageSize;
        for (var page = Math.Max(1, last - MaxPages + 1); page <= last; page++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"{PathOf(place, issue.Number)}/comments?per_page={PageSize}&page={page}");
            comments.AddRange(await client.GetAsync(path, RestJson.Default.RestIssueCommentArray, purpose, cancellationToken).ConfigureAwait(false));
        }

        return comments;
    }

    /// <summary>Finds what an operation created among the newest issues of this host's account: as far back as it was begun here, or one page where it was not.</summary>
    public async ValueTask<RestIssue?> FindAsync(GitHubPlace place, ProjectSource source, OperationKey key, CancellationToken cancellationToken)
    {
        var note = await notes.FindAsync(source, key, cancellationToken).ConfigureAwait(false);
        var since = note?.At - OperationNotes.Skew;
        var own = await account.LoginAsync(place, cancellationToken).ConfigureAwait(false);
        var path = $"{place.Path}/issues?state=all&creator={Uri.EscapeDataString(own)}&sort=created&direction=desc&per_page={PageSize}";
        await foreach (var issue in client.ListAsync(path, RestJson.Default.RestIssueArray, CallPurpose.Write, cancellationToken, note is null ? 1 : 30).ConfigureAwait(false))
        {
            // The mark alone proves nothing: anybody can write it.
            if (issue.PullRequest is null && Marks.IsOf(issue.Body, key) && Bots.IsBy(issue.User, own))
            {
                return issue;
            }

            if (issue.CreatedAt < since)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Tells whether an operation has commented on an issue since it was begun.</summary>
    public async ValueTask<bool> HasCommentedAsync(GitHubPlace place, int number, OperationNote note, CancellationToken cancellationToken)
    {
        var since = Uri.EscapeDataString((note.At - OperationNotes.Skew).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        await foreach (var comment in client.ListAsync($"{PathOf(place, number)}/comments?since={since}&per_page={PageSize}", RestJson.Default.RestIssueCommentArray, CallPurpose.Write, cancellationToken).ConfigureAwait(false))
        {
            if (Marks.IsOf(comment.Body, note.Key) && await account.IsOwnAsync(place, comment.User, cancellationToken).ConfigureAwait(false))
            {
                return true;
            }
        }

        return false;
    }

    public static string PathOf(GitHubPlace place, int number) => string.Create(CultureInfo.InvariantCulture, $"{place.Path}/issues/{number}");
}
