using System.Collections.Concurrent;
using Ao.Plugins;
using Ao.Scm;
using Ao.Sessions;

namespace Ao.PullRequests.Watch;

/// <summary>Reads pull requests from a forge: many in one look where it can, each by itself otherwise, few at once.</summary>
internal sealed class PullRequestReader(SessionContext context)
{
    private const int MaxAtOnce = 4;

    /// <summary>Reads pull requests.</summary>
    /// <returns>The cursor for the next look, and what was found; nothing where nothing has changed since the cursor.</returns>
    public async Task<(string? Cursor, IReadOnlyList<PullRequestReading>? Readings)> ReadAsync(string scm, ProjectSource source, IReadOnlyCollection<int> numbers, string? cursor, CancellationToken cancellationToken)
    {
        if (context.Plugins.Find<IPullRequestBatch>(Slot.Scm, scm) is { } batch)
        {
            var found = await batch.ReadPullRequestsAsync(source, numbers, cursor, cancellationToken).ConfigureAwait(false);
            return (found.Cursor, found.Readings);
        }

        var readings = new ConcurrentBag<PullRequestReading>();
        await Parallel.ForEachAsync(
            numbers,
            new ParallelOptions { MaxDegreeOfParallelism = MaxAtOnce, CancellationToken = cancellationToken },
            async (number, token) => readings.Add(await ReadSingleAsync(scm, source, number, token).ConfigureAwait(false))).ConfigureAwait(false);
        return (null, [.. readings.OrderBy(static reading => reading.PullRequest.Number)]);
    }

    /// <summary>Reads one pull request as it is at this moment.</summary>
    /// <exception cref="AoException">It cannot be read.</exception>
    public async Task<PullRequestReading> ReadAsync(string scm, ProjectSource source, int number, CancellationToken cancellationToken) =>
        (await ReadAsync(scm, source, [number], cursor: null, cancellationToken).ConfigureAwait(false)).Readings?.FirstOrDefault(reading => reading.PullRequest.Number == number)
        ?? throw new AoException($"The scm '{scm}' has no pull request {number} in project '{source.Project}' any more.");

    private async Task<PullRequestReading> ReadSingleAsync(string scm, ProjectSource source, int number, CancellationToken cancellationToken)
    {
        var host = context.Plugins.Find<IPullRequestHost>(Slot.Scm, scm) ?? throw new AoException($"The scm '{scm}' has no pull requests.");
        var pullRequest = await host.GetPullRequestAsync(source, number, cancellationToken).ConfigureAwait(false);
        var isOpen = pullRequest.State == PullRequestState.Open;
        return new PullRequestReading
        {
            PullRequest = pullRequest,
            Checks = isOpen && context.Plugins.Find<ICheckHost>(Slot.Scm, scm) is { } checks ? await checks.GetChecksAsync(source, number, cancellationToken).ConfigureAwait(false) : null,
            Reviews = context.Plugins.Find<IReviewHost>(Slot.Scm, scm) is { } reviews ? await reviews.ListReviewsAsync(source, number, cancellationToken).ConfigureAwait(false) : [],
            Threads = context.Plugins.Find<IReviewThreadHost>(Slot.Scm, scm) is { } threads ? await threads.ListThreadsAsync(source, number, cancellationToken).ConfigureAwait(false) : [],
        };
    }
}
