using System.Globalization;
using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Graph;
using Ao.Plugins.GitHub.Rest;
using Ao.Scm;

namespace Ao.Plugins.GitHub.Forge;

/// <summary>Conversations about places of a change, and about the change as a whole.</summary>
internal sealed class Threads(GitHubClient client, GitHubPlaces places, PullRequestReader pulls, ThreadReader reader, ThreadWriter writer) : IReviewThreadHost
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
        var known = (await reader.ReadAsync(place, pull, CallPurpose.Write, cancellationToken).ConfigureAwait(false)).FirstOrDefault(known => known.Id == thread) ?? throw ThreadWriter.Unknown(thread, number);
        if (known.IsResolved == resolved)
        {
            return known;
        }

        if (ThreadMap.WholeOf(thread) is { } comment)
        {
            await ResolveWholeAsync(place, number, comment, resolved, cancellationToken).ConfigureAwait(false);
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

    private async ValueTask ResolveWholeAsync(GitHubPlace place, int number, long id, bool resolved, CancellationToken cancellationToken)
    {
        var comment = (await reader.WholeAsync(place, number, CallPurpose.Write, cancellationToken).ConfigureAwait(false)).First(comment => comment.Id == id);
        if (!await writer.IsOwnAsync(place, comment, cancellationToken).ConfigureAwait(false))
        {
            throw new AoException($"Thread '{ThreadMap.IdOf(id)}' of pull request {number} is another account's comment on the change as a whole, and GitHub resolves only threads on places. Answer in it instead.");
        }

        var body = comment.Body ?? "";
        var changed = resolved ? $"{ThreadMap.ResolvedMark}\n{body}" : body[ThreadMap.ResolvedMark.Length..].TrimStart();
        var path = string.Create(CultureInfo.InvariantCulture, $"{place.Path}/issues/comments/{id}");
        await client.SendAsync(HttpMethod.Patch, path, new CommentDraft { Body = changed }, RestJson.Default.CommentDraft, CallPurpose.Write, cancellationToken).ConfigureAwait(false);
    }
}
