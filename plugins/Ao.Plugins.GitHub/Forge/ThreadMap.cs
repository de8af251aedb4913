using System.Globalization;
using Ao.Plugins.GitHub.Graph;
using Ao.Plugins.GitHub.Rest;
using Ao.Scm;

namespace Ao.Plugins.GitHub.Forge;

/// <summary>Reads threads on places, and comments on a change as a whole, which GitHub keeps apart: pure functions.</summary>
internal static class ThreadMap
{
    /// <summary>What begins the id of a thread that is a comment on the change as a whole.</summary>
    public const string Whole = "comment-";

    /// <summary>What our own comment on the whole change says when it is resolved, since GitHub has no such state for it.</summary>
    public const string ResolvedMark = "<!-- ao-resolved -->";

    public static ReviewThread Of(GraphThread thread, string? own)
    {
        var root = thread.Root.Nodes.Concat(thread.Comments.Nodes).FirstOrDefault();
        return new ReviewThread
        {
            Id = thread.Id,
            Path = Printable.Clean(thread.Path),
            Line = string.Equals(thread.SubjectType, "FILE", StringComparison.OrdinalIgnoreCase) ? null : thread.OriginalLine ?? thread.Line,
            Revision = root?.OriginalCommit?.Oid ?? "",
            IsOutdated = thread.IsOutdated,
            IsResolved = thread.IsResolved,
            Comments = [.. thread.Root.Nodes.Concat(thread.Comments.Nodes).DistinctBy(static comment => comment.Id).Select(comment => Of(comment, own))],
        };
    }

    /// <summary>Reads comments on a change as a whole: each begins a thread, save those that answer one.</summary>
    public static IEnumerable<ReviewThread> Of(IReadOnlyList<RestIssueComment> comments, string head, string? own)
    {
        var known = comments.Select(static comment => comment.Id).ToHashSet();
        foreach (var thread in comments.GroupBy(comment => AnsweredBy(comment, own) is { } root && known.Contains(root) ? root : comment.Id))
        {
            var root = thread.First();
            yield return new ReviewThread
            {
                Id = IdOf(thread.Key),
                Revision = head,
                IsResolved = Bots.IsBy(root.User, own) && root.Body?.StartsWith(ResolvedMark, StringComparison.Ordinal) == true,
                Comments = [.. thread.Select(comment => Of(comment, own))],
            };
        }
    }

    public static string IdOf(long comment) => string.Create(CultureInfo.InvariantCulture, $"{Whole}{comment}");

    public static long? WholeOf(string thread) =>
        thread.StartsWith(Whole, StringComparison.Ordinal) && long.TryParse(thread.AsSpan(Whole.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>The line that makes a comment an answer to another one.</summary>
    public static string AnswerMark(long root) => string.Create(CultureInfo.InvariantCulture, $"{AnswerBegin}{root} -->");

    private const string AnswerBegin = "<!-- ao-answers: ";

    private static long? AnsweredBy(RestIssueComment comment, string? own)
    {
        var isAnswer = Bots.IsBy(comment.User, own) && comment.Body?.StartsWith(AnswerBegin, StringComparison.Ordinal) == true;
        var end = isAnswer ? comment.Body!.IndexOf(" -->", StringComparison.Ordinal) : -1;
        return end > 0 && long.TryParse(comment.Body.AsSpan()[AnswerBegin.Length..end], NumberStyles.None, CultureInfo.InvariantCulture, out var root) ? root : null;
    }

    private static ReviewComment Of(GraphComment comment, string? own)
    {
        var writer = Writer.Of(comment.Author?.TypeName, comment.Author?.Login, comment.Body, own);
        return new ReviewComment { Id = comment.Id, Author = writer.Name, IsBot = writer.IsBot, Body = Printable.Clean(comment.Body), At = comment.CreatedAt };
    }

    private static ReviewComment Of(RestIssueComment comment, string? own)
    {
        var writer = Writer.Of(comment.User?.Type, comment.User?.Login, comment.Body, own);
        return new ReviewComment { Id = comment.NodeId, Author = writer.Name, IsBot = writer.IsBot || comment.PerformedViaGithubApp is not null, Body = Printable.Clean(comment.Body), At = comment.CreatedAt };
    }
}
