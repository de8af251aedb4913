using System.Globalization;
using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Graph;
using Ao.Plugins.GitHub.Rest;
using Ao.Plugins.GitHub.Texts;
using Ao.Scm;

namespace Ao.Plugins.GitHub.Forge;

/// <summary>Writes comments into the conversations of a pull request.</summary>
internal sealed class ThreadWriter(GitHubClient client, GitHubPlaces places, PullRequestReader pulls, ThreadReader reader, TimeProvider timeProvider)
{
    private const int MaxLooks = 4;

    public async ValueTask<ReviewThread> WriteAsync(ReviewThreadRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        Require(request);
        var place = await places.OfAsync(request.Source, cancellationToken).ConfigureAwait(false);
        var pull = await pulls.GetAsync(place, request.Number, CallPurpose.Write, cancellationToken).ConfigureAwait(false);
        if (await reader.FindAsync(place, pull, request.Key, cancellationToken).ConfigureAwait(false) is { } written)
        {
            return written;
        }

        // Who wrote the text may have marked it already.
        var (text, marked) = Marks.Split(request.Body);
        var body = Marks.Add(Signature.Add(marked == request.Key ? text : request.Body, request.Author, request.IsBot), request.Key);
        if (request.Thread is { } thread)
        {
            await AnswerAsync(place, request, thread, body, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await BeginAsync(place, request, body, cancellationToken).ConfigureAwait(false);
        }

        return await AwaitAsync(place, pull, request.Key, cancellationToken).ConfigureAwait(false);
    }

    public static AoException Unknown(string thread, int number) => new($"There is no thread '{Printable.Quote(thread)}' on pull request {number}. Name one that was listed.");

    /// <summary>Reads back what was written, which GitHub's lists may show a moment later.</summary>
    private async ValueTask<ReviewThread> AwaitAsync(GitHubPlace place, RestPullRequest pull, OperationKey key, CancellationToken cancellationToken)
    {
        for (var look = 1; ; look++)
        {
            if (await reader.FindAsync(place, pull, key, cancellationToken).ConfigureAwait(false) is { } written)
            {
                return written;
            }

            if (look == MaxLooks)
            {
                throw new OutcomeUnknownException($"A comment was written to pull request {pull.Number}, and GitHub does not list it yet.");
            }

            await Task.Delay(TimeSpan.FromSeconds(look), timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask AnswerAsync(GitHubPlace place, ReviewThreadRequest request, string thread, string body, CancellationToken cancellationToken)
    {
        if (ThreadMap.WholeOf(thread) is { } root)
        {
            await CommentAsync(place, request.Number, $"{ThreadMap.AnswerMark(root)}\n{body}", cancellationToken).ConfigureAwait(false);
            return;
        }

        var known = (await reader.PlacedAsync(place, request.Number, CallPurpose.Write, cancellationToken).ConfigureAwait(false)).FirstOrDefault(known => known.Id == thread);
        if (known?.Root.Nodes is not [{ FullDatabaseId: { } id }] || !long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var first))
        {
            throw Unknown(thread, request.Number);
        }

        var path = string.Create(CultureInfo.InvariantCulture, $"{PullRequestReader.PathOf(place, request.Number)}/comments/{first}/replies");
        await client.SendAsync(HttpMethod.Post, path, new CommentDraft { Body = body }, RestJson.Default.CommentDraft, CallPurpose.Write, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Begins a thread as near to the place as GitHub has one: it takes comments on lines of the difference alone, and on files that it names.</summary>
    private async ValueTask BeginAsync(GitHubPlace place, ReviewThreadRequest request, string body, CancellationToken cancellationToken)
    {
        if (request.Path is { } file)
        {
            var onFile = new ReviewCommentDraft { Body = body, CommitId = request.Revision, Path = file, SubjectType = "file" };
            var onLine = onFile with { Line = request.Line, Side = "RIGHT", SubjectType = null };
            if ((request.Line is > 0 && await TryAsync(place, request, onLine, cancellationToken).ConfigureAwait(false)) || await TryAsync(place, request, onFile, cancellationToken).ConfigureAwait(false))
            {
                return;
            }

            body = $"About `{Printable.Line(file).Replace('`', '\'')}`{(request.Line is { } line ? string.Create(CultureInfo.InvariantCulture, $", line {line}") : "")}:\n\n{body}";
        }

        await CommentAsync(place, request.Number, body, cancellationToken).ConfigureAwait(false);
    }

    /// <returns>Whether GitHub took it: the place may not be in the difference.</returns>
    private async ValueTask<bool> TryAsync(GitHubPlace place, ReviewThreadRequest request, ReviewCommentDraft draft, CancellationToken cancellationToken)
    {
        try
        {
            await client.SendAsync(HttpMethod.Post, $"{PullRequestReader.PathOf(place, request.Number)}/comments", draft, RestJson.Default.ReviewCommentDraft, CallPurpose.Write, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (GitHubException exception) when (exception.Status == 422)
        {
            return false;
        }
    }

    private async ValueTask CommentAsync(GitHubPlace place, int number, string body, CancellationToken cancellationToken)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"{place.Path}/issues/{number}/comments");
        await client.SendAsync(HttpMethod.Post, path, new CommentDraft { Body = body }, RestJson.Default.CommentDraft, CallPurpose.Write, cancellationToken).ConfigureAwait(false);
    }

    private static void Require(ReviewThreadRequest request)
    {
        Bounds.Body("comment", request.Body);
        Bounds.Revision(request.Revision);
        if (string.IsNullOrWhiteSpace(request.Body))
        {
            throw new AoException("The comment is empty. Say something.");
        }

        if (request.Path is { } path && (path.Length is 0 or > 4096 || path.Contains('\0', StringComparison.Ordinal)))
        {
            throw new AoException($"'{Printable.Quote(path)}' cannot be a file. Give its path in the repository, or none for the change as a whole.");
        }
    }
}
