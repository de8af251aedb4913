using Ao.Plugins.GitLab.Api;
using Ao.Plugins.GitLab.Data;
using Ao.Scm;

namespace Ao.Plugins.GitLab.Reviews;

/// <summary>Reads and adds reviews: GitLab's approvals, reviewers who ask for changes, and comments with the plugin's own mark.</summary>
internal sealed class ReviewList(GitLabClient client, MergeRequests.MergeRequestStore requests, Me me)
{
    private const string Approved = "approved this merge request";

    public async ValueTask<IReadOnlyList<Review>> ListAsync(ProjectSource source, int number, CancellationToken cancellationToken)
    {
        var (project, data) = await requests.OfAsync(source, number, cancellationToken).ConfigureAwait(false);
        var conversation = await Conversation.ReadAsync(client, project, data, CallPurpose.Person, cancellationToken).ConfigureAwait(false);
        return await ReadAsync(project, number, conversation, CallPurpose.Person, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<Review>> ReadAsync(GitLabProject project, int number, Conversation conversation, CallPurpose purpose, CancellationToken cancellationToken)
    {
        var reviews = new List<Review>();
        var marked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var note in conversation.Notes.Where(static note => !note.System))
        {
            if (ReviewMark.Find(note.Body) is { } mark && await me.IsAsync(note.Author, cancellationToken).ConfigureAwait(false))
            {
                marked.Add(note.Author!.Username);
                reviews.Add(new Review { Author = note.Author.Username, IsBot = true, Verdict = mark.Verdict, Revision = mark.Revision, Body = Marks.Without(note.Body), At = note.CreatedAt });
            }
        }

        var place = $"{project.Api}/merge_requests/{number}";
        var approvals = await client.FindAsync($"{place}/approvals", GitLabJson.Default.ApprovalsData, purpose, cancellationToken).ConfigureAwait(false);
        foreach (var approval in approvals?.ApprovedBy ?? [])
        {
            // The plugin's own approval goes with a marked comment, which tells more.
            if (approval.User is { } user && !marked.Contains(user.Username))
            {
                reviews.Add(await DescribeAsync(user, approval.ApprovedAt ?? SaidAt(conversation, user), conversation, cancellationToken).ConfigureAwait(false));
            }
        }

        foreach (var reviewer in await client.FindAsync($"{place}/reviewers", GitLabJson.Default.ReviewerDataArray, purpose, cancellationToken).ConfigureAwait(false) ?? [])
        {
            if (reviewer is { State: "requested_changes", User: { } user } && !marked.Contains(user.Username))
            {
                reviews.Add(await ObjectionAsync(user, conversation, cancellationToken).ConfigureAwait(false));
            }
        }

        return [.. reviews.OrderBy(static review => review.At)];
    }

    public async ValueTask<Review> AddAsync(ReviewRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var mark = ReviewMark.Of(request.Verdict, request.Revision);
        var text = $"{TextOf(request)}\n\n{mark}";
        var (project, data) = await requests.OfAsync(request.Source, request.Number, cancellationToken).ConfigureAwait(false);
        var conversation = await Conversation.ReadAsync(client, project, data, CallPurpose.Person, cancellationToken).ConfigureAwait(false);
        var note = await me.FindOwnAsync(conversation.Notes, request.Key, cancellationToken).ConfigureAwait(false)
            ?? await client.SendAsync(HttpMethod.Post, $"{project.Api}/merge_requests/{request.Number}/notes", new NewNoteBody { Body = Marks.With(text, request.Key) }, GitLabJson.Default.NewNoteBody, GitLabJson.Default.NoteData, cancellationToken).ConfigureAwait(false);
        if (request.Verdict is ReviewVerdict.Approve)
        {
            await ApproveAsync(project, request, cancellationToken).ConfigureAwait(false);
        }

        var written = ReviewMark.Find(note.Body);
        return new Review
        {
            Author = note.Author?.Username ?? (await me.GetAsync(cancellationToken).ConfigureAwait(false)).Username,
            IsBot = true,
            Verdict = written?.Verdict ?? request.Verdict,
            Revision = written?.Revision ?? request.Revision,
            Body = Marks.Without(note.Body),
            At = note.CreatedAt,
        };
    }

    private static string TextOf(ReviewRequest request)
    {
        var verdict = request.Verdict switch { ReviewVerdict.Approve => "approves", ReviewVerdict.RequestChanges => "asks for changes of", _ => "comments on" };
        var head = $"**{Printable.Quote(request.Author)}** {verdict} {request.Revision}.";
        return Marks.RequireText(request.Body).Length == 0 ? head : $"{head}\n\n{request.Body}";
    }

    /// <summary>Approves at GitLab too, where the token's user may: the comment stands in any case, and approving twice is refused as what it is.</summary>
    private async ValueTask ApproveAsync(GitLabProject project, ReviewRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await client.SendAsync(HttpMethod.Post, $"{project.Api}/merge_requests/{request.Number}/approve", new ApproveBody { Sha = request.Revision }, GitLabJson.Default.ApproveBody, GitLabJson.Default.ApprovalsData, cancellationToken).ConfigureAwait(false);
        }
        catch (GitLabException exception) when (exception.Status is 401 or 403 or 404 or 409)
        {
            // Who may approve is the project's to say: an author often may not, a newer head was not looked at, and one approval is enough.
        }
    }

    private async ValueTask<Review> DescribeAsync(UserData user, DateTimeOffset? at, Conversation conversation, CancellationToken cancellationToken) => new()
    {
        Author = user.Username,
        IsBot = await me.IsBotAsync(user, cancellationToken).ConfigureAwait(false),
        Verdict = ReviewVerdict.Approve,

        // GitLab ties no approval to a revision: it was about the head of its time. One without a time says nothing of a newer head.
        Revision = at is { } time ? conversation.HeadAt(time) : conversation.FirstHead,
        At = at ?? DateTimeOffset.UnixEpoch,
    };

    private async ValueTask<Review> ObjectionAsync(UserData user, Conversation conversation, CancellationToken cancellationToken)
    {
        var said = conversation.Notes.LastOrDefault(note => note.Author?.Id == user.Id && note.System && note.Body?.Contains("requested changes", StringComparison.Ordinal) == true);
        return new Review
        {
            Author = user.Username,
            IsBot = await me.IsBotAsync(user, cancellationToken).ConfigureAwait(false),
            Verdict = ReviewVerdict.RequestChanges,

            // It stands until it is taken back: without its time it is about what is there now.
            Revision = said is null ? conversation.Head : conversation.HeadAt(said.CreatedAt),
            At = said?.CreatedAt ?? DateTimeOffset.UnixEpoch,
        };
    }

    private static DateTimeOffset? SaidAt(Conversation conversation, UserData user) =>
        conversation.Notes.LastOrDefault(note => note.System && note.Author?.Id == user.Id && note.Body?.StartsWith(Approved, StringComparison.Ordinal) == true)?.CreatedAt;
}
