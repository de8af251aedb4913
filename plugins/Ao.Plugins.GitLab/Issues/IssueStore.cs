using Ao.Plugins.GitLab.Api;
using Ao.Plugins.GitLab.Data;
using Ao.Scm;
using Ao.Trackers;

namespace Ao.Plugins.GitLab.Issues;

/// <summary>Reads and changes issues at GitLab.</summary>
internal sealed class IssueStore(GitLabClient client, Projects projects, Me me, KeptOperations kept)
{
    private const int MaxUsers = 5000;
    private readonly BoundedCache<string, long> _users = new(MaxUsers, StringComparer.OrdinalIgnoreCase);

    public async ValueTask<Issue?> GetAsync(ProjectSource source, string id, CancellationToken cancellationToken)
    {
        var project = await projects.OfAsync(source, cancellationToken).ConfigureAwait(false);
        return await ReadAsync(project, id, cancellationToken).ConfigureAwait(false) is { } data ? await DescribeAsync(project, data, CallPurpose.Person, cancellationToken).ConfigureAwait(false) : null;
    }

    /// <summary>Describes an issue with its comments.</summary>
    public async ValueTask<Issue> DescribeAsync(GitLabProject project, IssueData data, CallPurpose purpose, CancellationToken cancellationToken) =>
        IssueMap.Describe(data, await NotesAsync(project, data.Iid, purpose, cancellationToken).ConfigureAwait(false));

    public async ValueTask<IssueData?> FindAsync(GitLabProject project, OperationKey key, CancellationToken cancellationToken)
    {
        var user = await me.GetAsync(cancellationToken).ConfigureAwait(false);
        var search = Uri.EscapeDataString($"\"{key.Value}\"");
        await foreach (var data in client.ListAsync($"{project.Api}/issues?state=all&scope=all&author_id={user.Id}&in=description&search={search}", GitLabJson.Default.IssueDataArray, CallPurpose.Person, cancellationToken).ConfigureAwait(false))
        {
            if (Marks.Has(data.Description, key) && data.Author?.Id == user.Id)
            {
                return data;
            }
        }

        return null;
    }

    public async ValueTask<Issue> CreateAsync(IssueRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var title = Marks.RequireTitle(request.Title);
        var description = Marks.With(IssueText.WithFiles(request.Body, request.Attachments), request.Key);
        var labels = request.Labels.Count == 0 ? null : IssueText.Labels(request.Labels);
        var project = await projects.OfAsync(request.Source, cancellationToken).ConfigureAwait(false);
        if (await FindAsync(project, request.Key, cancellationToken).ConfigureAwait(false) is { } there)
        {
            return await DescribeAsync(project, there, CallPurpose.Person, cancellationToken).ConfigureAwait(false);
        }

        var body = new NewIssueBody { Title = title, Description = description, Labels = labels, AssigneeIds = request.Assignees.Count == 0 ? null : await UsersAsync(request.Assignees, cancellationToken).ConfigureAwait(false) };
        return IssueMap.Describe(await client.SendAsync(HttpMethod.Post, $"{project.Api}/issues", body, GitLabJson.Default.NewIssueBody, GitLabJson.Default.IssueData, cancellationToken).ConfigureAwait(false), []);
    }

    public async ValueTask<Issue> UpdateAsync(IssueUpdate update, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(update);
        var project = await projects.OfAsync(update.Source, cancellationToken).ConfigureAwait(false);
        var data = await ReadAsync(project, update.Id, cancellationToken).ConfigureAwait(false)
            ?? throw new AoException($"There is no issue '{Printable.Quote(update.Id)}' in '{project.Path}', or it is confidential and left alone. Ids are the issues' numbers.");
        if (await kept.FindAsync(update.Key, cancellationToken).ConfigureAwait(false) is null)
        {
            if (await ChangeOfAsync(update, data, cancellationToken).ConfigureAwait(false) is { } change)
            {
                data = await client.SendAsync(HttpMethod.Put, $"{project.Api}/issues/{data.Iid}", change, GitLabJson.Default.ChangeIssueBody, GitLabJson.Default.IssueData, cancellationToken).ConfigureAwait(false);
            }

            await CommentAsync(project, data.Iid, update, cancellationToken).ConfigureAwait(false);

            // Kept last: what broke off before is made whole by the same call once more, and changes nothing that is so already.
            await kept.KeepAsync(new KeptOperation { Key = update.Key.Value }, cancellationToken).ConfigureAwait(false);
        }

        return await DescribeAsync(project, data, CallPurpose.Person, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads an issue, unless it is confidential: what only few may see does not go to agents.</summary>
    private async ValueTask<IssueData?> ReadAsync(GitLabProject project, string id, CancellationToken cancellationToken) =>
        IssueMap.NumberOf(id) is { } number
        && await client.FindAsync($"{project.Api}/issues/{number}", GitLabJson.Default.IssueData, CallPurpose.Person, cancellationToken).ConfigureAwait(false) is { Confidential: false } data
            ? data
            : null;

    private async ValueTask CommentAsync(GitLabProject project, int number, IssueUpdate update, CancellationToken cancellationToken)
    {
        if ((update.Comment is null && update.Attachments.Count == 0)
            || await me.FindOwnAsync(await NotesAsync(project, number, CallPurpose.Person, cancellationToken).ConfigureAwait(false), update.Key, cancellationToken).ConfigureAwait(false) is not null)
        {
            return;
        }

        var text = Marks.With(IssueText.WithFiles(update.Comment ?? "", update.Attachments), update.Key);
        await client.SendAsync(HttpMethod.Post, $"{project.Api}/issues/{number}/notes", new NewNoteBody { Body = text }, GitLabJson.Default.NewNoteBody, GitLabJson.Default.NoteData, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<ChangeIssueBody?> ChangeOfAsync(IssueUpdate update, IssueData data, CancellationToken cancellationToken)
    {
        var description = update.Body is { } body ? Marks.Instead(body, data.Description) : null;
        var change = new ChangeIssueBody
        {
            Title = update.Title is { } title && title != data.Title ? Marks.RequireTitle(title) : null,
            Description = description == data.Description ? null : description,
            Labels = update.Labels is { } labels && !labels.ToHashSet().SetEquals(data.Labels) ? IssueText.Labels(labels) : null,
            AssigneeIds = update.Assignees is { } assignees && !assignees.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(data.Assignees.Select(static user => user.Username)) ? await UsersAsync(assignees, cancellationToken).ConfigureAwait(false) : null,
            StateEvent = update.IsOpen is not { } open || open == data.State is "opened" ? null : open ? "reopen" : "close",
        };
        return change is { Title: null, Description: null, Labels: null, AssigneeIds: null, StateEvent: null } ? null : change;
    }

    private async ValueTask<IReadOnlyList<NoteData>> NotesAsync(GitLabProject project, int number, CallPurpose purpose, CancellationToken cancellationToken)
    {
        var notes = new List<NoteData>();
        await foreach (var note in client.ListAsync($"{project.Api}/issues/{number}/notes?sort=asc&order_by=created_at", GitLabJson.Default.NoteDataArray, purpose, cancellationToken).ConfigureAwait(false))
        {
            notes.Add(note);
        }

        return notes;
    }

    private async ValueTask<IReadOnlyList<long>> UsersAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        IssueText.RequireFew("assignees", names.Count);
        var ids = new List<long>();
        foreach (var name in names.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (!_users.TryGet(name, out var id))
            {
                var found = await client.GetAsync($"users?username={Uri.EscapeDataString(name)}", GitLabJson.Default.UserDataArray, CallPurpose.Person, cancellationToken).ConfigureAwait(false);
                id = found.FirstOrDefault(user => string.Equals(user.Username, name, StringComparison.OrdinalIgnoreCase))?.Id
                    ?? throw new AoException($"GitLab has no user '{Printable.Quote(name)}' to assign. Give a user name without '@'.");
                _users.Set(name, id);
            }

            ids.Add(id);
        }

        return ids;
    }
}
