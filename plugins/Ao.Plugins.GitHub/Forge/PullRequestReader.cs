using System.Globalization;
using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Graph;
using Ao.Plugins.GitHub.Notes;
using Ao.Plugins.GitHub.Rest;
using Ao.Plugins.GitHub.Texts;
using Ao.Scm;

namespace Ao.Plugins.GitHub.Forge;

/// <summary>Reads single pull requests, and finds the one that an operation opened.</summary>
internal sealed class PullRequestReader(GitHubClient client, OperationNotes notes, Account account)
{
    /// <summary>Reads a pull request.</summary>
    /// <exception cref="AoException">There is none of that number.</exception>
    public async ValueTask<RestPullRequest> GetAsync(GitHubPlace place, int number, CallPurpose purpose, CancellationToken cancellationToken) =>
        (number > 0 ? await client.FindAsync(PathOf(place, number), RestJson.Default.RestPullRequest, purpose, cancellationToken).ConfigureAwait(false) : null)
        ?? throw new AoException($"There is no pull request {number} in {place.Repository}, or the credential may not read it. Give the number of one that was opened.");

    /// <summary>Reads a pull request with the reasons that hold it back.</summary>
    public async ValueTask<PullRequest> DescribeAsync(GitHubPlace place, RestPullRequest pull, CallPurpose purpose, CancellationToken cancellationToken)
    {
        // Why the rules of a branch hold something back only GraphQL tells; nothing else has to be asked there.
        var decision = pull is { State: "open", MergeableState: "blocked" } ? (await StandingAsync(place, pull, purpose, cancellationToken).ConfigureAwait(false))?.ReviewDecision : null;
        return PullRequestMap.Of(pull, place, decision);
    }

    public async ValueTask<PullRequestStanding?> StandingAsync(GitHubPlace place, RestPullRequest pull, CallPurpose purpose, CancellationToken cancellationToken) =>
        (await client.QueryAsync(
            GraphQlDocuments.Of("PullRequestStanding"),
            new PullRequestVariables { PullRequest = pull.NodeId },
            GraphJson.Default.PullRequestVariables,
            GraphJson.Default.StandingAnswer,
            purpose,
            cancellationToken,
            place.Repository).ConfigureAwait(false)).Node;

    /// <summary>Finds what an operation opened among the newest pull requests: as far back as it was begun here, or one page where it was not.</summary>
    public async ValueTask<RestPullRequest?> FindAsync(GitHubPlace place, ProjectSource source, OperationKey key, CancellationToken cancellationToken)
    {
        var note = await notes.FindAsync(source, key, cancellationToken).ConfigureAwait(false);
        var since = note?.At - OperationNotes.Skew;
        return await FirstMarkedAsync(place, $"{place.Path}/pulls?state=all&sort=created&direction=desc&per_page=100", key, since, note is null ? 1 : 30, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finds what an operation opened among the pull requests of a branch.</summary>
    public ValueTask<RestPullRequest?> FindAsync(GitHubPlace place, RepositoryName head, string branch, OperationKey key, CancellationToken cancellationToken) =>
        FirstMarkedAsync(place, $"{place.Path}/pulls?state=all&head={Uri.EscapeDataString($"{head.Owner}:{branch}")}&per_page=100", key, since: null, maxPages: 3, cancellationToken);

    public static string PathOf(GitHubPlace place, int number) => string.Create(CultureInfo.InvariantCulture, $"{place.Path}/pulls/{number}");

    private async ValueTask<RestPullRequest?> FirstMarkedAsync(GitHubPlace place, string path, OperationKey key, DateTimeOffset? since, int maxPages, CancellationToken cancellationToken)
    {
        await foreach (var pull in client.ListAsync(path, RestJson.Default.RestPullRequestArray, CallPurpose.Write, cancellationToken, maxPages).ConfigureAwait(false))
        {
            // The mark alone proves nothing: anybody can open a pull request with any text.
            if (Marks.IsOf(pull.Body, key) && await account.IsOwnAsync(place, pull.User, cancellationToken).ConfigureAwait(false))
            {
                return pull;
            }

            if (pull.CreatedAt < since)
            {
                return null;
            }
        }

        return null;
    }
}
