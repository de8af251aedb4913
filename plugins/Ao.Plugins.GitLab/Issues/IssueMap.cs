using Ao.Plugins.GitLab.Data;
using Ao.Trackers;

namespace Ao.Plugins.GitLab.Issues;

/// <summary>Tells of GitLab's issues.</summary>
internal static class IssueMap
{
    public static Issue Describe(IssueData data, IEnumerable<NoteData> notes) => new()
    {
        Id = FormattableString.Invariant($"{data.Iid}"),
        Title = data.Title,
        Body = Marks.Without(data.Description),
        IsOpen = data.State is "opened",
        Labels = data.Labels,
        Assignees = [.. data.Assignees.Select(static user => user.Username)],
        Author = data.Author?.Username,
        CreatedAt = data.CreatedAt,
        Comments = [.. notes.Where(static note => !note.System && !note.Internal).OrderBy(static note => note.CreatedAt).Select(static note => new IssueComment(note.Author?.Username, note.CreatedAt, Marks.Without(note.Body)))],
        Address = MergeRequests.MergeRequestMap.AddressOf(data.WebUrl),
    };

    /// <summary>Reads the number out of an id.</summary>
    public static int? NumberOf(string? id) =>
        int.TryParse(id, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
