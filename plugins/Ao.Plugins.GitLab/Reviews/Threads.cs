using Ao.Plugins.GitLab.Api;
using Ao.Plugins.GitLab.Data;
using Ao.Scm;

namespace Ao.Plugins.GitLab.Reviews;

/// <summary>Reads, answers, begins and resolves threads: GitLab's discussions.</summary>
internal sealed class Threads(GitLabClient client, MergeRequests.MergeRequestStore requests, Me me)
{
    public async ValueTask<IReadOnlyList<ReviewThread>> ListAsync(ProjectSource source, int number, CancellationToken cancellationToken)
    {
        var (_, _, conversation) = await OpenAsync(source, number, cancellationToken).ConfigureAwait(false);
        return await ReadAsync(conversation, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<ReviewThread>> ReadAsync(Conversation conversation, CancellationToken cancellationToken)
    {
        var threads = new List<ReviewThread>();
        foreach (var discussion in conversation.Discussions)
        {
            if (await DescribeAsync(discussion, conversation, cancellationToken).ConfigureAwait(false) is { } thread)
            {
                threads.Add(thread);
            }
        }

        return [.. threads.OrderBy(static thread => thread.Comments[0].At)];
    }

    public async ValueTask<ReviewThread> AddAsync(ReviewThreadRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var text = Marks.With(string.IsNullOrWhiteSpace(request.Body) ? throw new AoException("The comment is empty. Say something.") : request.Body, request.Key);
        var (project, data, conversation) = await OpenAsync(request.Source, request.Number, cancellationToken).ConfigureAwait(false);
        var id = await WrittenAsync(conversation, request.Key, cancellationToken).ConfigureAwait(false)
            ?? (request.Thread is { } thread
                ? await AnswerAsync(project, request.Number, Require(conversation, request.Number, thread), text, cancellationToken).ConfigureAwait(false)
                : (await BeginAsync(project, data, request, text, cancellationToken).ConfigureAwait(false)).Id);
        return await ReadOneAsync(project, data, id, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<ReviewThread> ResolveAsync(ProjectSource source, int number, string thread, bool resolved, CancellationToken cancellationToken)
    {
        var (project, data, conversation) = await OpenAsync(source, number, cancellationToken).ConfigureAwait(false);
        var discussion = Require(conversation, number, thread);
        if (!discussion.Notes.Any(static note => note.Resolvable))
        {
            throw new AoException($"Thread '{Printable.Quote(thread)}' of merge request {number} is a plain comment, which GitLab cannot resolve. Answer it instead.");
        }

        if (IsResolved(discussion) != resolved)
        {
            await client.SendAsync(HttpMethod.Put, $"{project.Api}/merge_requests/{number}/discussions/{Uri.EscapeDataString(discussion.Id)}", new ResolveBody { Resolved = resolved }, GitLabJson.Default.ResolveBody, GitLabJson.Default.DiscussionData, cancellationToken).ConfigureAwait(false);
        }

        return await ReadOneAsync(project, data, discussion.Id, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<(GitLabProject Project, MergeRequestData Data, Conversation Conversation)> OpenAsync(ProjectSource source, int number, CancellationToken cancellationToken)
    {
        var (project, data) = await requests.OfAsync(source, number, cancellationToken).ConfigureAwait(false);
        return (project, data, await Conversation.ReadAsync(client, project, data, CallPurpose.Person, cancellationToken).ConfigureAwait(false));
    }

    private async ValueTask<ReviewThread> ReadOneAsync(GitLabProject project, MergeRequestData data, string id, CancellationToken cancellationToken)
    {
        var conversation = await Conversation.ReadAsync(client, project, data, CallPurpose.Person, cancellationToken).ConfigureAwait(false);
        return await DescribeAsync(Require(conversation, data.Iid, id), conversation, cancellationToken).ConfigureAwait(false)
            ?? throw new AoException($"Thread '{Printable.Quote(id)}' of merge request {data.Iid} has no comments any more. Read the threads again.");
    }

    private async ValueTask<string?> WrittenAsync(Conversation conversation, OperationKey key, CancellationToken cancellationToken)
    {
        foreach (var discussion in conversation.Discussions)
        {
            if (await me.FindOwnAsync(discussion.Notes, key, cancellationToken).ConfigureAwait(false) is not null)
            {
                return discussion.Id;
            }
        }

        return null;
    }

    private async ValueTask<string> AnswerAsync(GitLabProject project, int number, DiscussionData discussion, string text, CancellationToken cancellationToken)
    {
        await client.SendAsync(HttpMethod.Post, $"{project.Api}/merge_requests/{number}/discussions/{Uri.EscapeDataString(discussion.Id)}/notes", new NewNoteBody { Body = text }, GitLabJson.Default.NewNoteBody, GitLabJson.Default.NoteData, cancellationToken).ConfigureAwait(false);
        return discussion.Id;
    }

    /// <summary>Begins a thread at the line; where GitLab does not know the line in the change, at the file; where it does not know the file, about the whole.</summary>
    private async ValueTask<DiscussionData> BeginAsync(GitLabProject project, MergeRequestData data, ReviewThreadRequest request, string text, CancellationToken cancellationToken)
    {
        if (request.Path is { } path && data.DiffRefs is { HeadSha: not null } refs && refs.HeadSha == request.Revision)
        {
            var file = new PositionData { PositionType = "file", BaseSha = refs.BaseSha, StartSha = refs.StartSha, HeadSha = refs.HeadSha, OldPath = path, NewPath = path };
            PositionData[] places = request.Line is { } line ? [file with { PositionType = "text", NewLine = line }, file] : [file];
            foreach (var place in places)
            {
                if (await TryBeginAsync(project, request.Number, text, place, cancellationToken).ConfigureAwait(false) is { } begun)
                {
                    return begun;
                }
            }
        }

        var whole = request.Path is null ? text : $"`{Printable.Line(request.Path).Replace('`', '\'')}{(request.Line is { } at ? FormattableString.Invariant($":{at}") : "")}`\n\n{text}";
        return await SendAsync(project, request.Number, new NewDiscussionBody { Body = whole }, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<DiscussionData?> TryBeginAsync(GitLabProject project, int number, string text, PositionData place, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(project, number, new NewDiscussionBody { Body = text, Position = place }, cancellationToken).ConfigureAwait(false);
        }
        catch (GitLabException exception) when (exception.Status is 400 or 422)
        {
            return null;
        }
    }

    private ValueTask<DiscussionData> SendAsync(GitLabProject project, int number, NewDiscussionBody body, CancellationToken cancellationToken) =>
        client.SendAsync(HttpMethod.Post, $"{project.Api}/merge_requests/{number}/discussions", body, GitLabJson.Default.NewDiscussionBody, GitLabJson.Default.DiscussionData, cancellationToken);

    private async ValueTask<ReviewThread?> DescribeAsync(DiscussionData discussion, Conversation conversation, CancellationToken cancellationToken)
    {
        var comments = new List<ReviewComment>();
        foreach (var note in discussion.Notes.Where(static note => !note.System))
        {
            // The token may be a person's: what Ao has written with it bears a mark.
            var isAos = Marks.Of(note.Body).Length > 0 && await me.IsAsync(note.Author, cancellationToken).ConfigureAwait(false);
            if (!isAos || ReviewMark.Find(note.Body) is null)
            {
                comments.Add(new ReviewComment { Id = FormattableString.Invariant($"{note.Id}"), Author = note.Author?.Username ?? "ghost", IsBot = isAos || await me.IsBotAsync(note.Author, cancellationToken).ConfigureAwait(false), Body = Marks.Without(note.Body), At = note.CreatedAt });
            }
        }

        if (comments.Count == 0)
        {
            return null;
        }

        var position = discussion.Notes.FirstOrDefault(static note => note.Position is not null)?.Position;
        return new ReviewThread
        {
            Id = discussion.Id,
            Path = position?.NewPath ?? position?.OldPath,
            Line = position?.NewLine,
            Revision = position?.HeadSha ?? conversation.HeadAt(comments[0].At),

            // GitLab moves a thread's place along with each push for as long as the line is in the change.
            IsOutdated = position?.HeadSha is { } at && at != conversation.Head,
            IsResolved = IsResolved(discussion),
            Comments = comments,
        };
    }

    private static bool IsResolved(DiscussionData discussion)
    {
        var resolvable = discussion.Notes.Where(static note => note.Resolvable).ToArray();
        return resolvable.Length > 0 && resolvable.All(static note => note.Resolved);
    }

    private static DiscussionData Require(Conversation conversation, int number, string thread) =>
        conversation.Discussions.FirstOrDefault(discussion => discussion.Id == thread)
        ?? throw new AoException($"There is no thread '{Printable.Quote(thread)}' on merge request {number}. Name one that was listed.");
}
