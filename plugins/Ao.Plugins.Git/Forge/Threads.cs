using System.Text;
using Ao.Plugins.Git.Issues;
using Ao.Scm;

namespace Ao.Plugins.Git.Forge;

/// <summary>Review threads of the local forge's pull requests.</summary>
internal sealed class Threads(Forges forges, ThreadPlaces places, TimeProvider timeProvider)
{
    private const int MaxThreads = 1000;
    private const int MaxComments = 200;
    private const int MaxBody = 64 * 1024;

    /// <summary>The most that the comments of one pull request have together, in characters: a look reads them all.</summary>
    private const long MaxText = 8 * 1024 * 1024;

    public async ValueTask<IReadOnlyList<ReviewThread>> ListAsync(ProjectSource source, int number, CancellationToken cancellationToken)
    {
        var forge = await forges.OfAsync(source, cancellationToken).ConfigureAwait(false);
        var (pull, _) = await PullRequestRecords.GetAsync(forge, number, cancellationToken).ConfigureAwait(false);
        var threads = await ThreadRecords.ReadAsync(forge, number, cancellationToken).ConfigureAwait(false);
        return await places.DescribeAsync(forge, [.. threads.Select(static thread => thread.Record)], pull.HeadRevision, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<ReviewThread> AddAsync(ReviewThreadRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var comment = new ThreadCommentRecord(request.Key, ForgeText.RequireTitle(request.Author), request.IsBot, RequireBody(request.Body), timeProvider.GetUtcNow());
        var forge = await forges.OfAsync(request.Source, cancellationToken).ConfigureAwait(false);
        var (pull, _) = await PullRequestRecords.GetAsync(forge, request.Number, cancellationToken).ConfigureAwait(false);
        var begun = request.Thread is null ? await BeginAsync(forge, request, comment, cancellationToken).ConfigureAwait(false) : null;

        // The transaction is what holds; the lock keeps the callers of one host from trying again and again.
        using var held = await forge.LockAsync(cancellationToken).ConfigureAwait(false);
        for (var attempt = 0; attempt < ControlRepository.MaxAttempts; attempt++)
        {
            var threads = await ThreadRecords.ReadAsync(forge, request.Number, cancellationToken).ConfigureAwait(false);
            if (threads.Select(static thread => thread.Record).FirstOrDefault(thread => thread.Comments.Any(written => written.Key == request.Key)) is { } done)
            {
                return await DescribeAsync(forge, done, pull, cancellationToken).ConfigureAwait(false);
            }

            RequireRoom(threads, comment);
            var (record, expected) = begun is null
                ? Answer(threads, request, comment)
                : (begun with { Number = RequireNext(threads) }, null);
            if (await ThreadRecords.TryWriteAsync(forge, request.Number, record, expected, cancellationToken).ConfigureAwait(false))
            {
                return await DescribeAsync(forge, record, pull, cancellationToken).ConfigureAwait(false);
            }
        }

        throw forge.Contended($"The comment on pull request {request.Number}");
    }

    public async ValueTask<ReviewThread> ResolveAsync(ProjectSource source, int number, string thread, bool resolved, CancellationToken cancellationToken)
    {
        var forge = await forges.OfAsync(source, cancellationToken).ConfigureAwait(false);
        var (pull, _) = await PullRequestRecords.GetAsync(forge, number, cancellationToken).ConfigureAwait(false);
        for (var attempt = 0; attempt < ControlRepository.MaxAttempts; attempt++)
        {
            var (record, expected) = Require(await ThreadRecords.ReadAsync(forge, number, cancellationToken).ConfigureAwait(false), number, thread);
            var changed = record with { Resolved = resolved };
            if (record.Resolved == resolved || await ThreadRecords.TryWriteAsync(forge, number, changed, expected, cancellationToken).ConfigureAwait(false))
            {
                return await DescribeAsync(forge, changed, pull, cancellationToken).ConfigureAwait(false);
            }
        }

        throw forge.Contended($"Thread {Printable.Quote(thread)} of pull request {number}");
    }

    private async ValueTask<ThreadRecord> BeginAsync(ControlRepository forge, ReviewThreadRequest request, ThreadCommentRecord comment, CancellationToken cancellationToken)
    {
        var revision = Revision.Require(request.Revision);
        if (!await forges.GiveAsync(request.Source, forge, revision, cancellationToken).ConfigureAwait(false))
        {
            throw new AoException($"The revision '{revision}' is not known here. Give one that the pull request had.");
        }

        var path = RequirePath(request.Path);
        return new ThreadRecord
        {
            Number = 0,
            Path = path,
            Line = path is not null && request.Line is { } line && await ThreadPlaces.HasLineAsync(forge, revision, path, line, cancellationToken).ConfigureAwait(false) ? line : null,
            Revision = revision,
            Resolved = false,
            Comments = [comment],
        };
    }

    private async ValueTask<ReviewThread> DescribeAsync(ControlRepository forge, ThreadRecord record, PullRequestRecord pull, CancellationToken cancellationToken) =>
        (await places.DescribeAsync(forge, [record], pull.HeadRevision, cancellationToken).ConfigureAwait(false))[0];

    private static (ThreadRecord Record, string? Expected) Answer(IReadOnlyList<(ThreadRecord Record, string Id)> threads, ReviewThreadRequest request, ThreadCommentRecord comment)
    {
        var (record, id) = Require(threads, request.Number, request.Thread!);
        return record.Comments.Count < MaxComments
            ? (record with { Comments = [.. record.Comments, comment] }, id)
            : throw new AoException($"Thread {record.Number} of pull request {request.Number} has {MaxComments} comments, which is as many as it can have. Begin another one.");
    }

    private static (ThreadRecord Record, string Id) Require(IReadOnlyList<(ThreadRecord Record, string Id)> threads, int number, string thread) =>
        IssuePlace.NumberOf(thread) is { } id && threads.FirstOrDefault(known => known.Record.Number == id) is { Record: not null } found
            ? found
            : throw new AoException($"There is no thread '{Printable.Quote(thread)}' on pull request {number}. Name one that was listed.");

    private static int RequireNext(IReadOnlyList<(ThreadRecord Record, string Id)> threads) => threads.Count < MaxThreads
        ? threads.Select(static thread => thread.Record.Number).Append(0).Max() + 1
        : throw new AoException($"The pull request has {MaxThreads} threads, which is as many as it can have. Answer in one of them.");

    private static void RequireRoom(IReadOnlyList<(ThreadRecord Record, string Id)> threads, ThreadCommentRecord comment)
    {
        if (threads.SelectMany(static thread => thread.Record.Comments).Sum(static written => (long)written.Body.Length) + comment.Body.Length > MaxText)
        {
            throw new AoException($"The comments of the pull request would have more than {MaxText} characters together. Say the rest elsewhere.");
        }
    }

    private static string RequireBody(string body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return string.IsNullOrWhiteSpace(body) ? throw new AoException("The comment is empty. Say something.")
            : Encoding.UTF8.GetByteCount(body) > MaxBody ? throw new AoException($"The comment has more than {MaxBody} bytes. Say it shorter.")
            : body;
    }

    private static string? RequirePath(string? path) => path is null || (path is { Length: > 0 and <= ThreadPlaces.MaxPath } && !path.Contains('\0', StringComparison.Ordinal))
        ? path
        : throw new AoException($"'{Printable.Quote(path)}' cannot be a file. Give its path in the repository, {ThreadPlaces.MaxPath} characters at most, or none for the change as a whole.");
}
