using System.Text;
using System.Text.Json;
using Ao.Plugins.Linear.Data;
using Ao.Reports;
using Ao.Trackers;

namespace Ao.Plugins.Linear;

/// <summary>Creates and changes issues.</summary>
internal sealed class IssueWriter(LinearClient client, Teams teams, Labels labels)
{
    private const int MaxTitle = 255;
    private const int MaxText = 100_000;

    public async ValueTask<IssueNode> CreateAsync(IssueRequest request, CancellationToken cancellationToken)
    {
        var title = Title(request.Title);
        var description = WithFiles(Text("text", request.Body), request.Attachments);
        var team = await teams.OfAsync(request.Source, isWatching: false, cancellationToken).ConfigureAwait(false);
        var labelIds = await labels.IdsAsync(team, request.Labels, cancellationToken).ConfigureAwait(false);
        var assignee = await AssigneeAsync(request.Assignees, cancellationToken).ConfigureAwait(false);
        var data = await client.SendAsync(
            Documents.CreateIssue,
            variables =>
            {
                variables.WriteStartObject("input");
                variables.WriteString("id", OperationId.Of(request.Key, "issue"));
                variables.WriteString("teamId", team.Id);
                variables.WriteString("title", title);
                variables.WriteString("description", description);
                Write(variables, "labelIds", labelIds);
                if (assignee is not null)
                {
                    variables.WriteString("assigneeId", assignee);
                }

                variables.WriteEndObject();
            },
            LinearJson.Default.CreateIssueData,
            isWatching: false,
            cancellationToken).ConfigureAwait(false);
        return Changed(Documents.CreateIssue, data.IssueCreate);
    }

    /// <summary>Sets what an update names. It is the same however often it is done.</summary>
    public async ValueTask<IssueNode> SetAsync(IssueUpdate update, IssueNode current, CancellationToken cancellationToken)
    {
        var team = await teams.OfAsync(update.Source, isWatching: false, cancellationToken).ConfigureAwait(false);
        var state = update.IsOpen is { } isOpen ? Teams.StateFor(team, isOpen, current.State) : null;
        var labelIds = update.Labels is { } names ? await labels.IdsAsync(team, names, cancellationToken).ConfigureAwait(false) : null;
        var assignee = update.Assignees is { } people ? await AssigneeAsync(people, cancellationToken).ConfigureAwait(false) : null;
        var description = update.Body is { } body ? WithFiles(Text("text", body), update.Attachments)
            : update.Attachments.Count > 0 && update.Comment is null ? WithFiles(current.Description ?? "", update.Attachments) : null;
        if (update.Title is null && description is null && state is null && labelIds is null && update.Assignees is null)
        {
            return current;
        }

        var data = await client.SendAsync(
            Documents.UpdateIssue,
            variables =>
            {
                variables.WriteString("id", current.Id);
                variables.WriteStartObject("input");
                WriteIf(variables, "title", update.Title is { } title ? Title(title) : null);
                WriteIf(variables, "description", description);
                WriteIf(variables, "stateId", state);
                if (labelIds is not null)
                {
                    Write(variables, "labelIds", labelIds);
                }

                if (update.Assignees is not null)
                {
                    variables.WriteString("assigneeId", assignee);
                }

                variables.WriteEndObject();
            },
            LinearJson.Default.UpdateIssueData,
            isWatching: false,
            cancellationToken).ConfigureAwait(false);
        return Changed(Documents.UpdateIssue, data.IssueUpdate);
    }

    public async ValueTask CommentAsync(IssueUpdate update, IssueNode issue, CancellationToken cancellationToken)
    {
        var text = update.Body is null ? WithFiles(Text("comment", update.Comment!), update.Attachments) : Text("comment", update.Comment!);
        try
        {
            var data = await client.SendAsync(
                Documents.CreateComment,
                variables =>
                {
                    variables.WriteStartObject("input");
                    variables.WriteString("id", CommentIdOf(update.Key));
                    variables.WriteString("issueId", issue.Id);
                    variables.WriteString("body", text);
                    variables.WriteEndObject();
                },
                LinearJson.Default.CreateCommentData,
                isWatching: false,
                cancellationToken).ConfigureAwait(false);
            if (!data.CommentCreate.Success)
            {
                throw LinearClient.Undone(Documents.CreateComment);
            }
        }
        catch (LinearException exception) when (exception.IsDuplicate)
        {
            // An earlier attempt has arrived after all.
        }
    }

    /// <summary>Tells whether an operation has left its comment.</summary>
    public async ValueTask<bool> HasCommentAsync(OperationKey key, CancellationToken cancellationToken)
    {
        try
        {
            var data = await client.SendAsync(Documents.Comment, variables => variables.WriteString("id", CommentIdOf(key)), LinearJson.Default.CommentData, isWatching: false, cancellationToken).ConfigureAwait(false);
            return data.Comment is not null;
        }
        catch (LinearException exception) when (exception.IsNotFound)
        {
            return false;
        }
    }

    private static string CommentIdOf(OperationKey key) => OperationId.Of(key, "comment");

    private static IssueNode Changed(Document document, IssuePayload payload) =>
        payload is { Success: true, Issue: { } issue } ? issue : throw LinearClient.Undone(document);

    private async ValueTask<string?> AssigneeAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        switch (names)
        {
            case []:
                return null;
            case [var name]:
                var data = await client.SendAsync(Documents.Users, variables => variables.WriteString("name", name), LinearJson.Default.UsersData, isWatching: false, cancellationToken).ConfigureAwait(false);
                return data.Users.Items switch
                {
                    [var user] => user.Id,
                    [] => throw new AoException($"Linear knows nobody called '{Printable.Quote(name)}'. Use a member's email address, full name or display name."),
                    _ => throw new AoException($"Linear knows several people called '{Printable.Quote(name)}'. Use the email address of the one that is meant."),
                };
            default:
                throw new AoException($"An issue in Linear is assigned to one person, and {names.Count} are named. Name one.");
        }
    }

    private static string WithFiles(string text, IReadOnlyList<AttachedFile> files)
    {
        if (files.Count == 0)
        {
            return text;
        }

        var body = new StringBuilder(text).Append("\n\nFiles, which the orchestrator keeps:\n");
        foreach (var file in files.Select(static file => file.Description))
        {
            body.Append("- ").Append(Printable.Quote(file.Name)).Append(" (").Append(Printable.Quote(file.MediaType)).Append(", ").Append(file.Size).Append(" bytes, sha256 ").Append(Printable.Quote(file.Sha256)).Append(")\n");
        }

        return body.ToString();
    }

    private static string Title(string title) => string.IsNullOrWhiteSpace(title) || title.Length > MaxTitle
        ? throw new AoException($"'{Printable.Quote(title)}' cannot be the title of an issue in Linear. Give 1 to {MaxTitle} characters on one line.")
        : Printable.Line(title);

    private static string Text(string name, string text) => text.Length > MaxText
        ? throw new AoException($"The {name} that begins '{Printable.Quote(text)}' has {text.Length} characters, and {MaxText} can be kept in Linear. Shorten it.")
        : Printable.Clean(text);

    private static void WriteIf(Utf8JsonWriter variables, string name, string? value)
    {
        if (value is not null)
        {
            variables.WriteString(name, value);
        }
    }

    private static void Write(Utf8JsonWriter variables, string name, IReadOnlyList<string> values)
    {
        variables.WriteStartArray(name);
        foreach (var value in values)
        {
            variables.WriteStringValue(value);
        }

        variables.WriteEndArray();
    }
}
