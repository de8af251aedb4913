using System.Globalization;
using System.Text;
using Ao.Plugins.Linear.Data;
using Ao.Trackers;

namespace Ao.Plugins.Linear;

/// <summary>Makes an issue of what Linear gives.</summary>
internal static class IssueMapping
{
    /// <summary>How a moment is written that a watch goes on from.</summary>
    public const string CursorFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private const int MaxText = 1024 * 1024;
    private const int MaxLine = 1024;

    public static Issue ToIssue(this IssueNode node) => new()
    {
        Id = node.Identifier,
        Title = Line(node.Title),
        Body = Body(node),
        IsOpen = Teams.IsOpen(node.State),
        Labels = [.. node.Labels.Items.Select(static label => Line(label.Name))],
        Assignees = node.Assignee is { } assignee ? [Line(assignee.DisplayName)] : [],
        Author = node.Creator is { } creator ? Line(creator.DisplayName) : null,
        CreatedAt = node.CreatedAt,
        Comments = [.. node.Comments.Items.OrderBy(static comment => comment.CreatedAt).Select(static comment => new IssueComment(Author(comment), comment.CreatedAt, Text(comment.Body)))],
        Address = AddressOf(node.Url),
    };

    /// <summary>Gives the moment that a watch goes on from.</summary>
    public static string ToCursor(DateTimeOffset at) => at.UtcDateTime.ToString(CursorFormat, CultureInfo.InvariantCulture);

    private static string? Author(CommentNode comment) => (comment.User?.DisplayName ?? comment.BotActor?.Name) is { } name ? Line(name) : null;

    /// <summary>What hangs on the issue is no file with a content: it is named under the text.</summary>
    private static string Body(IssueNode node)
    {
        var text = Text(node.Description ?? "");
        var links = node.Attachments.Items.Where(static link => AddressOf(link.Url) is not null).ToList();
        if (links.Count == 0)
        {
            return text;
        }

        var body = new StringBuilder(text).Append(text.Length > 0 ? "\n\n" : "").Append("Links:\n");
        foreach (var link in links)
        {
            body.Append("- ").Append(Line(link.Title)).Append(": ").Append(AddressOf(link.Url)!.AbsoluteUri).Append('\n');
        }

        return body.ToString();
    }

    private static Uri? AddressOf(string? text) =>
        text is { Length: <= 4096 } && Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp) ? address : null;

    private static string Text(string text) => Printable.Clean(Cut(text, MaxText));

    private static string Line(string text) => Printable.Line(Cut(text, MaxLine));

    private static string Cut(string text, int limit) => text.Length <= limit ? text : text[..limit] + "…";
}
