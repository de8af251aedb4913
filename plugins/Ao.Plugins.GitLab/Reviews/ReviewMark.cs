using System.Text.RegularExpressions;
using Ao.Scm;

namespace Ao.Plugins.GitLab.Reviews;

/// <summary>The mark that makes a comment a review: its verdict and the revision it is about. It counts only in comments of the token's own user.</summary>
internal static partial class ReviewMark
{
    /// <summary>Gives the mark.</summary>
    public static string Of(ReviewVerdict verdict, string revision) => $"<!-- ao-review: {WordOf(verdict)}:{Revision.Require(revision)} -->";

    /// <summary>Reads the mark of a text.</summary>
    public static (ReviewVerdict Verdict, string Revision)? Find(string? text) =>
        text is not null && Mark().Match(text) is { Success: true } mark
            ? (mark.Groups["verdict"].Value switch { "approve" => ReviewVerdict.Approve, "changes" => ReviewVerdict.RequestChanges, _ => ReviewVerdict.Comment }, mark.Groups["revision"].Value)
            : null;

    private static string WordOf(ReviewVerdict verdict) => verdict switch
    {
        ReviewVerdict.Approve => "approve",
        ReviewVerdict.RequestChanges => "changes",
        _ => "comment",
    };

    [GeneratedRegex("<!-- ao-review: (?<verdict>approve|changes|comment):(?<revision>[0-9a-f]{40}|[0-9a-f]{64}) -->", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Mark();
}
