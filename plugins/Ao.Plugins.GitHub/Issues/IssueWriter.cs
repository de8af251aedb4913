using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Notes;
using Ao.Plugins.GitHub.Rest;
using Ao.Plugins.GitHub.Texts;
using Ao.Trackers;

namespace Ao.Plugins.GitHub.Issues;

/// <summary>Creates issues and changes them.</summary>
internal sealed class IssueWriter(GitHubClient client, GitHubPlaces places, IssueReader reader, OperationNotes notes)
{
    private const int MaxAssignees = 10;

    public async ValueTask<RestIssue> CreateAsync(IssueRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var draft = new IssueDraft
        {
            Title = Bounds.Title(request.Title),
            Body = Marks.Add(await AttachmentText.AddAsync(Bounds.Body("text of the issue", request.Body), request.Attachments, cancellationToken).ConfigureAwait(false), request.Key),
            Labels = Bounds.Labels(request.Labels) is { Count: > 0 } labels ? labels : null,
            Assignees = Assignees(request.Assignees) is { Count: > 0 } assignees ? assignees : null,
        };
        var place = await places.OfAsync(request.Source, cancellationToken).ConfigureAwait(false);
        var (_, isRepeated) = await notes.BeginAsync(request.Source, request.Key, before: null, cancellationToken).ConfigureAwait(false);
        if (isRepeated && await reader.FindAsync(place, request.Source, request.Key, cancellationToken).ConfigureAwait(false) is { } created)
        {
            return created;
        }

        return await client.SendAsync(HttpMethod.Post, $"{place.Path}/issues", draft, RestJson.Default.IssueDraft, RestJson.Default.RestIssue, CallPurpose.Write, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<RestIssue> UpdateAsync(IssueUpdate update, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(update);
        var comment = await CommentOf(update, cancellationToken).ConfigureAwait(false);
        var place = await places.OfAsync(update.Source, cancellationToken).ConfigureAwait(false);
        var issue = IssueMap.NumberOf(update.Id) is { } number ? await reader.FindAsync(place, number, CallPurpose.Write, cancellationToken).ConfigureAwait(false) : null;
        if (issue is null)
        {
            throw new AoException($"There is no issue '{Printable.Quote(update.Id)}' in {place.Repository}, or the credential may not read it. Ids are numbers: 1, 2, 3 and so on.");
        }

        var patch = PatchOf(update, issue);
        var (note, isRepeated) = await notes.BeginAsync(update.Source, update.Key, before: null, cancellationToken).ConfigureAwait(false);
        if (note.IsDone)
        {
            // Somebody may have changed it since, and that stays.
            return issue;
        }

        if (patch is not null)
        {
            issue = await client.SendAsync(HttpMethod.Patch, IssueReader.PathOf(place, issue.Number), patch, RestJson.Default.IssuePatch, RestJson.Default.RestIssue, CallPurpose.Write, cancellationToken).ConfigureAwait(false);
        }

        if (comment is not null && !(isRepeated && await reader.HasCommentedAsync(place, issue.Number, note, cancellationToken).ConfigureAwait(false)))
        {
            var draft = new CommentDraft { Body = Marks.Add(comment, update.Key) };
            await client.SendAsync(HttpMethod.Post, $"{IssueReader.PathOf(place, issue.Number)}/comments", draft, RestJson.Default.CommentDraft, RestJson.Default.RestIssueComment, CallPurpose.Write, cancellationToken).ConfigureAwait(false);
            issue = issue with { Comments = issue.Comments + 1 };
        }

        await notes.EndAsync(update.Source, note).ConfigureAwait(false);
        return issue;
    }

    private static async ValueTask<string?> CommentOf(IssueUpdate update, CancellationToken cancellationToken) => update.Attachments.Count > 0
        ? await AttachmentText.AddAsync(Bounds.Body("comment", update.Comment ?? ""), update.Attachments, cancellationToken).ConfigureAwait(false)
        : update.Comment is { } comment ? Bounds.Body("comment", comment) : null;

    private static IssuePatch? PatchOf(IssueUpdate update, RestIssue issue)
    {
        // The mark of the operation that created it stays, whatever the text says now.
        var (text, mark) = Marks.Split(issue.Body);
        var patch = new IssuePatch
        {
            Title = update.Title is { } title && Bounds.Title(title) != issue.Title ? title : null,
            Body = update.Body is { } body && Bounds.Body("text of the issue", body) != text ? mark is { } key ? Marks.Add(body, key) : body : null,
            State = update.IsOpen is { } open && open != (issue.State == "open") ? open ? "open" : "closed" : null,
            Labels = update.Labels is { } labels && !IsSame(Bounds.Labels(labels), IssueMap.LabelsOf(issue)) ? labels : null,
            Assignees = update.Assignees is { } assignees && !IsSame(Assignees(assignees), IssueMap.AssigneesOf(issue)) ? assignees : null,
        };
        return patch == new IssuePatch() ? null : patch;
    }

    private static bool IsSame(IReadOnlyList<string> wanted, IReadOnlyList<string> there) => wanted.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(there);

    private static IReadOnlyList<string> Assignees(IReadOnlyList<string> assignees) => Bounds.Assignees(assignees) is { Count: <= MaxAssignees } few
        ? few
        : throw new AoException($"There are {assignees.Count} assignees, and GitHub takes {MaxAssignees}. Give fewer.");
}
