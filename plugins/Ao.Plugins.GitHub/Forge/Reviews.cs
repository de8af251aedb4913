using System.Globalization;
using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Rest;
using Ao.Plugins.GitHub.Texts;
using Ao.Scm;

namespace Ao.Plugins.GitHub.Forge;

/// <summary>Reviews on GitHub. Those of our own reviewers are given with the one account of the host, and signed.</summary>
internal sealed class Reviews(GitHubClient client, GitHubPlaces places, PullRequestReader pulls, Account account) : IReviewHost
{
    private const int MaxPages = 10;

    public async ValueTask<IReadOnlyList<Review>> ListReviewsAsync(ProjectSource source, int number, CancellationToken cancellationToken = default)
    {
        var place = await places.OfAsync(source, cancellationToken).ConfigureAwait(false);
        await pulls.GetAsync(place, number, CallPurpose.Person, cancellationToken).ConfigureAwait(false);
        var own = await account.LoginAsync(place, cancellationToken).ConfigureAwait(false);
        var reviews = new List<Review>();
        await foreach (var review in ListAsync(place, number, CallPurpose.Person, cancellationToken).ConfigureAwait(false))
        {
            if (ReviewMap.Of(review, own) is { } given)
            {
                reviews.Add(given);
            }
        }

        return [.. reviews.OrderBy(static review => review.At)];
    }

    public async ValueTask<Review> AddReviewAsync(ReviewRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        Bounds.Revision(request.Revision);
        Bounds.Body("review", request.Body);
        var place = await places.OfAsync(request.Source, cancellationToken).ConfigureAwait(false);
        await pulls.GetAsync(place, request.Number, CallPurpose.Write, cancellationToken).ConfigureAwait(false);
        var own = await account.LoginAsync(place, cancellationToken).ConfigureAwait(false);
        await foreach (var review in ListAsync(place, request.Number, CallPurpose.Write, cancellationToken).ConfigureAwait(false))
        {
            if (Marks.IsOf(review.Body, request.Key) && Bots.IsBy(review.User, own))
            {
                return Describe(review, request, own);
            }
        }

        var draft = new ReviewDraft
        {
            CommitId = request.Revision,
            Body = Marks.Add(Signature.Add(request.Body, request.Author, isProgram: false), request.Key),
            Event = ReviewMap.EventOf(request.Verdict),
        };
        try
        {
            var given = await client.SendAsync(HttpMethod.Post, PathOf(place, request.Number), draft, RestJson.Default.ReviewDraft, RestJson.Default.RestReview, CallPurpose.Write, cancellationToken).ConfigureAwait(false);
            return Describe(given, request, own);
        }
        catch (GitHubException exception) when (exception.Status == 422 && IsOwnWork(exception))
        {
            throw new AoException($"The account '{own}' opened pull request {request.Number} itself, and GitHub lets nobody {(request.Verdict == ReviewVerdict.Approve ? "approve" : "ask for changes of")} their own. Give the verdict with another account, or as a comment.", exception);
        }
    }

    private static bool IsOwnWork(GitHubException exception) =>
        exception.Errors.Select(static error => error.Message).Append(exception.Said).Any(static text => text?.Contains("your own pull request", StringComparison.OrdinalIgnoreCase) == true);

    private static Review Describe(RestReview review, ReviewRequest request, string own) => ReviewMap.Of(review, own)
        ?? new Review { Author = request.Author, Verdict = request.Verdict, Revision = review.CommitId ?? request.Revision, Body = request.Body, At = review.SubmittedAt ?? default };

    private IAsyncEnumerable<RestReview> ListAsync(GitHubPlace place, int number, CallPurpose purpose, CancellationToken cancellationToken) =>
        client.ListAsync($"{PathOf(place, number)}?per_page=100", RestJson.Default.RestReviewArray, purpose, cancellationToken, MaxPages);

    private static string PathOf(GitHubPlace place, int number) => string.Create(CultureInfo.InvariantCulture, $"{place.Path}/pulls/{number}/reviews");
}
