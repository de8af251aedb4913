using System.Globalization;
using System.Text.Json;
using Ao.Lines;
using Ao.Plugins.GitHub.Forge;
using Ao.Plugins.GitHub.Rest;
using Ao.Plugins.GitHub.Texts;
using Ao.Trackers;

namespace Ao.Plugins.GitHub.Issues;

/// <summary>Reads issues as the REST interface gives them: pure functions.</summary>
internal static class IssueMap
{
    public static Issue Of(RestIssue issue, IEnumerable<RestIssueComment>? comments = null) => new()
    {
        Id = issue.Number.ToString(CultureInfo.InvariantCulture),
        Title = Printable.Clean(issue.Title),
        Body = Printable.Clean(Marks.Split(issue.Body).Text),
        IsOpen = issue.State == "open",
        Labels = LabelsOf(issue),
        Assignees = AssigneesOf(issue),
        Author = Bots.NameOf(issue.User),
        CreatedAt = issue.CreatedAt,
        Comments = [.. (comments ?? []).Select(static comment => new IssueComment(Bots.NameOf(comment.User), comment.CreatedAt, Printable.Clean(Marks.Split(comment.Body).Text)))],
        Address = issue.HtmlUrl,
    };

    /// <summary>Gives the names of the labels, each of which the interface may give as an object or as its name alone.</summary>
    public static IReadOnlyList<string> LabelsOf(RestIssue issue) =>
    [
        .. (issue.Labels ?? [])
            .Select(static label => label.ValueKind == JsonValueKind.String ? JsonText.TryRead(label)
                : JsonText.TryPart(label, "name") is { } name ? JsonText.TryRead(name)
                : null)
            .OfType<string>(),
    ];

    public static IReadOnlyList<string> AssigneesOf(RestIssue issue) => [.. (issue.Assignees ?? []).Select(static user => user.Login)];

    /// <summary>Reads the id of an issue, which is its number.</summary>
    public static int? NumberOf(string? id) => int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
