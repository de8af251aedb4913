using System.Globalization;
using Ao.Scm;

namespace Ao.Reactions;

/// <summary>What comments on a pull request give to react to: those of threads that are not resolved.</summary>
internal static class CommentTriggers
{
    public static ReactionSighting Of(ReactionScene scene, bool isBot)
    {
        if (scene.Open is not { } open)
        {
            return new ReactionSighting { IsOver = true };
        }

        var items = open.Threads
            .Where(static thread => !thread.IsResolved)
            .SelectMany(thread => thread.Comments
                .Where(comment => comment.IsBot == isBot && !scene.IsOurReviewer(comment.Author))
                .Select(comment => ItemOf(thread, comment)))
            .ToList();
        return items.Count == 0 ? ReactionSighting.Nothing : new ReactionSighting
        {
            Head = open.PullRequest.HeadRevision,
            Occurrence = new ReactionOccurrence
            {
                Title = string.Create(CultureInfo.InvariantCulture, $"{items.Count} {(items.Count == 1 ? "comment" : "comments")} {(isBot ? "of programs" : "of people")} on pull request {open.PullRequest.Number} not resolved"),
                Revision = open.PullRequest.HeadRevision,
                Items = items,
            },
        };
    }

    private static ReactionItem ItemOf(ReviewThread thread, ReviewComment comment) => new(
        ContentFingerprint.Of("comment", thread.Id, comment.Id),
        $"{Printable.Quote(comment.Author)} on {PlaceOf(thread)} (thread {Printable.Quote(thread.Id)})",
        $"a comment of {Printable.Quote(comment.Author)}",
        comment.Body);

    private static string PlaceOf(ReviewThread thread)
    {
        var place = thread.Path is not { } path ? "the change as a whole"
            : thread.Line is { } line ? string.Create(CultureInfo.InvariantCulture, $"{Printable.Quote(path)}:{line}")
            : Printable.Quote(path);
        return thread.IsOutdated ? $"{place} of revision {Printable.Quote(thread.Revision)}, a place that is not in the change any more" : place;
    }
}
