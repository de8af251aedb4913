using System.Globalization;
using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Graph;
using Ao.Plugins.GitHub.Rest;
using Ao.Plugins.GitHub.Texts;
using Ao.Scm;

namespace Ao.Plugins.GitHub.Forge;

/// <summary>Reads the conversations of a pull request.</summary>
internal sealed class ThreadReader(GitHubClient client, Account account)
{
    private const int MaxPages = 20;

    /// <summary>Reads the threads on places, oldest first.</summary>
    public async ValueTask<IReadOnlyList<GraphThread>> PlacedAsync(GitHubPlace place, int number, CallPurpose purpose, CancellationToken cancellationToken)
    {
        var threads = new List<GraphThread>();
        string? after = null;
        for (var page = 0; page < MaxPages; page++)
        {
            var variables = new ThreadsVariables { Owner = place.Repository.Owner, Name = place.Repository.Name, Number = number, After = after };
            var answer = await client.QueryAsync(GraphQlDocuments.Of("ReviewThreads"), variables, GraphJson.Default.ThreadsVariables, GraphJson.Default.ThreadsAnswer, purpose, cancellationToken, place.Repository).ConfigureAwait(false);
            var read = answer.Repository?.PullRequest?.ReviewThreads ?? throw new AoException($"There is no pull request {number} in {place.Repository}. Give the number of one that was opened.");
            threads.AddRange(read.Nodes);
            if (!read.PageInfo.HasNextPage || read.PageInfo.EndCursor is null)
            {
                break;
            }

            after = read.PageInfo.EndCursor;
        }

        return threads;
    }

    /// <summary>Reads the comments on the change as a whole, oldest first.</summary>
    public async ValueTask<IReadOnlyList<RestIssueComment>> WholeAsync(GitHubPlace place, int number, CallPurpose purpose, CancellationToken cancellationToken)
    {
        var comments = new List<RestIssueComment>();
        var path = string.Create(CultureInfo.InvariantCulture, $"{place.Path}/issues/{number}/comments?per_page=100");
        await foreach (var comment in client.ListAsync(path, RestJson.Default.RestIssueCommentArray, purpose, cancellationToken, MaxPages).ConfigureAwait(false))
        {
            comments.Add(comment);
        }

        return comments;
    }

    /// <summary>Finds the thread with the comment that an operation wrote. Others can copy its mark, and are not believed.</summary>
    public async ValueTask<ReviewThread?> FindAsync(GitHubPlace place, RestPullRequest pull, OperationKey key, CancellationToken cancellationToken)
    {
        var own = await account.LoginAsync(place, cancellationToken).ConfigureAwait(false);
        var placed = await PlacedAsync(place, pull.Number, CallPurpose.Write, cancellationToken).ConfigureAwait(false);
        if (placed.FirstOrDefault(thread => thread.Root.Nodes.Concat(thread.Comments.Nodes).Any(comment => Marks.IsOf(comment.Body, key) && Bots.IsBy(comment.Author?.TypeName, comment.Author?.Login, own))) is { } found)
        {
            return ThreadMap.Of(found, own);
        }

        var whole = await WholeAsync(place, pull.Number, CallPurpose.Write, cancellationToken).ConfigureAwait(false);
        return whole.FirstOrDefault(comment => Marks.IsOf(comment.Body, key) && Bots.IsBy(comment.User, own)) is { } written
            ? ThreadMap.Of(whole, pull.Head.Sha, own).First(thread => thread.Comments.Any(comment => comment.Id == written.NodeId))
            : null;
    }

    public async ValueTask<IReadOnlyList<ReviewThread>> ReadAsync(GitHubPlace place, RestPullRequest pull, CallPurpose purpose, CancellationToken cancellationToken)
    {
        var own = await account.LoginAsync(place, cancellationToken).ConfigureAwait(false);
        var placed = await PlacedAsync(place, pull.Number, purpose, cancellationToken).ConfigureAwait(false);
        var whole = await WholeAsync(place, pull.Number, purpose, cancellationToken).ConfigureAwait(false);
        return [.. placed.Select(thread => ThreadMap.Of(thread, own)).Concat(ThreadMap.Of(whole, pull.Head.Sha, own)).OrderBy(static thread => thread.Comments.Count == 0 ? default : thread.Comments[0].At)];
    }
}
