using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Ao.Scm;

namespace Ao.PullRequests.Watch;

/// <summary>Bounds what a forge says of a pull request: a log has any length, and so has a list of comments.</summary>
internal sealed class ReadingBounds
{
    public const int MaxChecks = 100;
    public const int MaxThreads = 200;
    public const int MaxExcerpt = 16 * 1024;
    private const int MaxReviews = 100;
    private const int MaxComments = 10;
    private const int MaxComment = 4 * 1024;
    private const int MaxLine = 500;
    private const int MaxListed = 100;

    // Everything together, whatever the single limits would allow.
    private int _left = 1024 * 1024;

    private ReadingBounds()
    {
    }

    /// <summary>Gives a reading of bounded size without control characters. Of logs the end is kept, and the hash of the whole.</summary>
    public static PullRequestReading Bound(PullRequestReading reading) => new ReadingBounds().Take(reading);

    private PullRequestReading Take(PullRequestReading reading) => new()
    {
        PullRequest = reading.PullRequest with
        {
            Title = Line(reading.PullRequest.Title),
            Body = "",
            Conflicts = Lines(reading.PullRequest.Conflicts),
            Obstacles = Lines(reading.PullRequest.Obstacles),
            Issues = Lines(reading.PullRequest.Issues),
        },
        BaseRevision = reading.BaseRevision,
        Checks = reading.Checks is { } report ? report with { Checks = Take(report.Checks) } : null,
        Reviews = [.. reading.Reviews.TakeLast(MaxReviews).Select(Take)],
        Threads = Take(reading.Threads),
    };

    private List<Check> Take(IReadOnlyList<Check> checks)
    {
        // The failed ones first: an overlong list must not hide them.
        var kept = checks.Count <= MaxChecks ? checks : [.. checks.OrderBy(static check => check.State == CheckState.Failed ? 0 : 1).Take(MaxChecks)];
        return [.. kept.Select(check => check with
        {
            Name = Line(check.Name),
            Step = check.Step is { } step && !string.IsNullOrWhiteSpace(step) ? Line(step) : null,
            Excerpt = check.State == CheckState.Failed ? Tail(check.Excerpt) : "",
        })];
    }

    private Review Take(Review review) => review with { Author = Line(review.Author), Body = Head(review.Body) };

    private List<ReviewThread> Take(IReadOnlyList<ReviewThread> threads)
    {
        var kept = threads.Count <= MaxThreads ? threads : [.. threads.OrderBy(static thread => thread.IsResolved).Take(MaxThreads)];
        return [.. kept.Select(thread => thread with
        {
            Path = thread.Path is { } path ? Line(path) : null,
            Comments = [.. thread.Comments.TakeLast(MaxComments).Select(comment => comment with { Author = Line(comment.Author), Body = Head(comment.Body) })],
        })];
    }

    private static string[] Lines(IReadOnlyList<string> texts) => [.. texts.Take(MaxListed).Select(Line)];

    private static string Line(string text) => Printable.Line(text.Length <= MaxLine ? text : text[..MaxLine]);

    private string Head(string text) => Spend(Printable.Clean(text.Length <= Limit(MaxComment) ? text : text[..Limit(MaxComment)] + "…"));

    private string Tail(string text)
    {
        var limit = Limit(MaxExcerpt);
        if (text.Length <= limit)
        {
            return Spend(Printable.Clean(text));
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan())));
        return Spend(string.Create(CultureInfo.InvariantCulture, $"[{text.Length - limit} characters before this are left out; SHA-256 of all: {hash}]\n{Printable.Clean(text[^limit..])}"));
    }

    private int Limit(int limit) => Math.Min(limit, Math.Max(_left, 0));

    private string Spend(string text)
    {
        _left -= text.Length;
        return text;
    }
}
