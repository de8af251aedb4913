using Ao.Plugins.GitHub.Rest;
using Ao.Plugins.GitHub.Texts;
using Ao.Scm;

namespace Ao.Plugins.GitHub.Forge;

/// <summary>Reads reviews: pure functions.</summary>
internal static class ReviewMap
{
    /// <summary>Reads a review, or gives <see langword="null"/> for what only holds comments on places, or is not given yet.</summary>
    public static Review? Of(RestReview review, string? own)
    {
        var writer = Writer.Of(review.User?.Type, review.User?.Login, review.Body, own);
        return Of(writer, review.State, review.Body, review.CommitId, review.SubmittedAt);
    }

    public static Review? Of(Writer writer, string state, string? body, string? revision, DateTimeOffset? at)
    {
        var text = Signature.Split(Marks.Split(body).Text).Text;
        var verdict = VerdictOf(state);
        return at is null || state.Equals("pending", StringComparison.OrdinalIgnoreCase) || (verdict == ReviewVerdict.Comment && string.IsNullOrWhiteSpace(text))
            ? null
            : new Review { Author = writer.Name, IsBot = writer.IsBot, Verdict = verdict, Revision = revision ?? "", Body = text, At = at.Value };
    }

    /// <summary>Reads the state of a review. One that was dismissed is no verdict any more.</summary>
    public static ReviewVerdict VerdictOf(string state) => state.ToUpperInvariant() switch
    {
        "APPROVED" => ReviewVerdict.Approve,
        "CHANGES_REQUESTED" => ReviewVerdict.RequestChanges,
        _ => ReviewVerdict.Comment,
    };

    public static string EventOf(ReviewVerdict verdict) => verdict switch
    {
        ReviewVerdict.Approve => "APPROVE",
        ReviewVerdict.RequestChanges => "REQUEST_CHANGES",
        _ => "COMMENT",
    };
}
