using System.Globalization;
using Ao.Scm;

namespace Ao.Plugins.Git.Forge;

/// <summary>What is written down of a review thread.</summary>
internal sealed record ThreadRecord
{
    public required int Number { get; init; }

    public string? Path { get; init; }

    /// <summary>Gets the line, which was there when the thread was begun.</summary>
    public int? Line { get; init; }

    public required string Revision { get; init; }

    public required bool Resolved { get; init; }

    public required IReadOnlyList<ThreadCommentRecord> Comments { get; init; }

    public ReviewThread Describe(bool isOutdated) => new()
    {
        Id = Number.ToString(CultureInfo.InvariantCulture),
        Path = Path,
        Line = Line,
        Revision = Revision,
        IsOutdated = isOutdated,
        IsResolved = Resolved,
        Comments = [.. Comments.Select((comment, index) => new ReviewComment
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{Number}.{index + 1}"),
            Author = comment.Author,
            IsBot = comment.IsBot,
            Body = comment.Body,
            At = comment.At,
        })],
    };
}
