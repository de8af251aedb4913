using System.Globalization;
using System.Text.Json;
using Ao.Scm;

namespace Ao.Plugins.Git.Forge;

/// <summary>Reviews of the local forge's pull requests.</summary>
internal sealed class Reviews(Forges forges, TimeProvider timeProvider)
{
    public const string All = "refs/ao/reviews/";

    public async ValueTask<IReadOnlyList<Review>> ListAsync(ProjectSource source, int number, CancellationToken cancellationToken)
    {
        var control = await forges.OfAsync(source, cancellationToken).ConfigureAwait(false);
        await PullRequestRecords.GetAsync(control, number, cancellationToken).ConfigureAwait(false);
        return await ListAsync(control, number, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<Review> AddAsync(ReviewRequest request, CancellationToken cancellationToken)
    {
        Revision.Require(request.Revision);
        ForgeText.RequireTitle(request.Author);
        ForgeText.RequireBody(request.Body);
        var control = await forges.OfAsync(request.Source, cancellationToken).ConfigureAwait(false);
        await PullRequestRecords.GetAsync(control, request.Number, cancellationToken).ConfigureAwait(false);
        var review = new Review { Author = request.Author, Verdict = request.Verdict, Revision = request.Revision, Body = request.Body, At = timeProvider.GetUtcNow() };
        var reference = $"{PrefixOf(request.Number)}{OperationRef.Hash(request.Key)}";

        // The operation's name is the review's, so that one key is one review; the newest review is changed along, so that two hosts do not give one place in the order twice.
        // The transaction is what holds; the lock keeps the callers of one host from trying again and again.
        var newest = NewestOf(request.Number);
        using var held = await control.LockAsync(cancellationToken).ConfigureAwait(false);
        for (var attempt = 0; attempt < ControlRepository.MaxAttempts; attempt++)
        {
            var last = await control.ReadTextAsync(newest, cancellationToken).ConfigureAwait(false);
            if (await control.ReadTextAsync(reference, cancellationToken).ConfigureAwait(false) is { } given)
            {
                return Parse(given).Review;
            }

            var before = (await ReadTextsAsync(control, request.Number, cancellationToken).ConfigureAwait(false)).Select(static text => Parse(text).Sequence).Append(last is null ? 0 : Parse(last).Sequence).Max();
            var blob = await control.WriteBlobAsync(JsonSerializer.Serialize(new ReviewRecord(before + 1, review), ForgeJson.Default.ReviewRecord), cancellationToken).ConfigureAwait(false);
            if (await control.TryUpdateRefsAsync(cancellationToken, new RefChange(reference, blob), new RefChange(newest, blob, last?.Id)).ConfigureAwait(false))
            {
                return review;
            }
        }

        throw control.Contended("The review");
    }

    /// <summary>Tells who last asked for changes of a revision and has not approved it since.</summary>
    public static async ValueTask<string?> ObjectorAsync(ControlRepository control, PullRequestRecord record, CancellationToken cancellationToken) =>
        ObjectorOf(await ListAsync(control, record.Number, cancellationToken).ConfigureAwait(false), record.HeadRevision);

    public static string? ObjectorOf(IEnumerable<Review> reviews, string head) => reviews
        .Where(review => review.Verdict != ReviewVerdict.Comment && review.Revision == head)
        .GroupBy(static review => review.Author, StringComparer.Ordinal)
        .Where(static group => group.Last().Verdict == ReviewVerdict.RequestChanges)
        .Select(static group => group.Key)
        .FirstOrDefault();

    /// <summary>Puts reviews in their order.</summary>
    public static IReadOnlyList<Review> Order(IEnumerable<RefText> texts) =>
        [.. texts.Select(Parse).OrderBy(static record => record.Sequence).ThenBy(static record => record.Review.At).Select(static record => record.Review)];

    private static async ValueTask<IReadOnlyList<Review>> ListAsync(ControlRepository control, int number, CancellationToken cancellationToken) =>
        Order(await ReadTextsAsync(control, number, cancellationToken).ConfigureAwait(false));

    private static async ValueTask<IReadOnlyList<RefText>> ReadTextsAsync(ControlRepository control, int number, CancellationToken cancellationToken)
    {
        var references = await control.ListRefsAsync(PrefixOf(number), cancellationToken).ConfigureAwait(false);
        return await control.ReadTextsAsync([.. references.Select(static reference => reference.Name)], cancellationToken).ConfigureAwait(false);
    }

    private static string PrefixOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{All}{number}/");

    private static string NewestOf(int number) => string.Create(CultureInfo.InvariantCulture, $"refs/ao/newest-review/{number}");

    private static ReviewRecord Parse(RefText text) => text.Read(ForgeJson.Default.ReviewRecord, "review");
}
