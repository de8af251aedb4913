using System.Globalization;
using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Graph;
using Ao.Plugins.GitHub.Rest;
using Ao.Scm;

namespace Ao.Plugins.GitHub.Forge;

/// <summary>Conversations about places of a change, and about the change as a whole.</summary>
internal sealed class Threads(GitHubClient client, GitHubPlaces places, PullRequestReader pulls, ThreadReader reader, ThreadWriter writer, Account account) : IReviewThreadHost
{
    public async ValueTask<IReadOnlyList<ReviewThread>> ListThreadsAsync(ProjectSource source, int number, CancellationToken cancellationToken = default)
    {
        var place = await places.OfAsync(source, cancellationToken).ConfigureAwait(false);
        var pull = await pulls.GetAsync(place, number, CallPurpose.Person, cancellationToken).ConfigureAwait(false);
        return await reader.ReadAsync(place, pull, CallPurpose.Person, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<ReviewThread> AddThreadCommentAsync(ReviewThreadRequest request, CancellationToken cancellationToken = default) => writer.WriteAsync(request, cancellationToken);

    public async ValueTask<ReviewThread> ResolveThreadAsync(ProjectSource source, int number, string thread, bool resolved, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(thread);
        var place = await places.OfAsync(source, cancellationToken).ConfigureAwait(false);
        var pull = await pulls.GetAsync(place, number, CallPurpose.Write, cancellationToken).ConfigureAwait(false);
        var own = await account.LoginAsync(place, cancellationToken).ConfigureAwait(false);
        var id = ThreadMap.WholeOf(thread);
        IReadOnlyList<RestIssueComment> whole = id is null ? [] : await reader.WholeAsync(place, number, CallPurpose.Write, cancellationToken).ConfigureAwait(false);
        var threads = id is null
            ? (await reader.PlacedAsync(place, number, CallPurpose.Write, cancellationToken).ConfigureAwait(false)).Select(placed => ThreadMap.Of(placed, own))
            : ThreadMap.Of(whole, pull.Head.Sha, own);
        var known = threads.FirstOrDefault(known => known.Id == thread) ?? throw ThreadWriter.Unknown(thread, number);
        if (known.IsResolved == resolved)
        {
            return known;
        }

        if (id is not null)
        {
            await ResolveWholeAsync(place, number, whole.First(comment => comment.Id == id), resolved, own, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await client.QueryAsync(
                GraphQlDocuments.Of(resolved ? "ResolveReviewThread" : "UnresolveReviewThread"),
                new ThreadVariables { Thread = thread },
                GraphJson.Default.ThreadVariables,
                RestJson.Default.Nothing,
                CallPurpose.Write,
                cancellationToken,
                place.Repository).ConfigureAwait(false);
        }

        return known with { IsResolved = resolved };
    }

    private async ValueTask ResolveWholeAsync(GitHubPlace place, int number, RestIssueComment comment, bool resolved, string own, CancellationToken cancellationToken)
    {
        if (!Bots.IsBy(comment.User, own))
        {
            throw new AoException($"Thread '{ThreadMap.IdOf(comment.Id)}' of pull request {number} is another account's comment on the change as a whole, and GitHub resolves only threads on places. Answer in it instead.");
        }

        var body = comment.Body ?? "";
        var changed = resolved ? $"{ThreadMap.ResolvedMark}\n{body}" : body[ThreadMap.ResolvedMark.Length..].TrimStart();
        var path = string.Create(CultureInfo.InvariantCulture, $"{place.Path}/issues/comments/{comment.Id}");
        await client.SendAsync(HttpMethod.Patch, path, new CommentDraft { Body = changed }, RestJson.Default.CommentDraft, CallPurpose.Write, cancellationToken).ConfigureAwait(false);
    }
}
