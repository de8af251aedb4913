using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Graph;
using Ao.Plugins.GitHub.Rest;
using Ao.Scm;

namespace Ao.Plugins.GitHub.Forge;

/// <summary>Merges pull requests, or puts them into the merge queue where the base branch has one.</summary>
internal sealed class Merges(GitHubClient client, GitHubPlaces places, PullRequestReader reader)
{
    public async ValueTask<MergeResult> MergeAsync(MergeRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var place = await places.OfAsync(request.Source, cancellationToken).ConfigureAwait(false);
        var pull = await reader.GetAsync(place, request.Number, CallPurpose.Write, cancellationToken).ConfigureAwait(false);
        var known = PullRequestMap.Of(pull, place);
        if (known.State != PullRequestState.Open)
        {
            var merged = known.State == PullRequestState.Merged;
            return new MergeResult(merged, known, merged ? null : "It was closed without a merge.");
        }

        if (Obstacle(request, known) is { } obstacle)
        {
            return new MergeResult(false, known, obstacle);
        }

        var command = new MergeCommand { Sha = request.ExpectedRevision, MergeMethod = request.Method.ToString().ToLowerInvariant() };
        try
        {
            var answer = await client.SendAsync(HttpMethod.Put, $"{PullRequestReader.PathOf(place, request.Number)}/merge", command, RestJson.Default.MergeCommand, RestJson.Default.MergeAnswer, CallPurpose.Write, cancellationToken).ConfigureAwait(false);
            return answer.Merged
                ? new MergeResult(true, known with { State = PullRequestState.Merged, Mergeability = Mergeability.Unknown, Obstacles = [], MergeRevision = answer.Sha })
                : new MergeResult(false, known, Said(answer.Message));
        }
        catch (GitHubException exception) when (exception.Status is 405 && exception.Said.Contains("merge queue", StringComparison.OrdinalIgnoreCase))
        {
            return await EnqueueAsync(place, pull, request, cancellationToken).ConfigureAwait(false);
        }
        catch (GitHubException exception) when (exception.Status is 405 or 409 or 422)
        {
            return await RefusedAsync(place, request, exception, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string? Obstacle(MergeRequest request, PullRequest pull) =>
        PullRequestMap.ElsewhereThan(pull, request.PushTarget, request.HeadBranch)
        ?? (pull.HeadRevision != request.ExpectedRevision ? $"Its head is {Printable.Quote(pull.HeadRevision)} by now, not {Printable.Quote(request.ExpectedRevision)}. Look at the newer revision first." : null)
        ?? (pull.IsDraft ? "It is a draft. Make it ready first." : null);

    /// <summary>Says why it was not merged, as it is after the refusal: somebody else may have merged it in between.</summary>
    private async ValueTask<MergeResult> RefusedAsync(GitHubPlace place, MergeRequest request, GitHubException exception, CancellationToken cancellationToken)
    {
        var pull = await reader.GetAsync(place, request.Number, CallPurpose.Write, cancellationToken).ConfigureAwait(false);
        var now = await reader.DescribeAsync(place, pull, CallPurpose.Write, cancellationToken).ConfigureAwait(false);
        return now.State == PullRequestState.Merged ? new MergeResult(true, now)
            : now.HeadRevision != request.ExpectedRevision ? new MergeResult(false, now, Obstacle(request, now))
            : new MergeResult(false, now, now.Obstacles.Count > 0 ? $"{string.Join(" ", now.Obstacles)} {Said(exception.Said)}" : Said(exception.Said));
    }

    private async ValueTask<MergeResult> EnqueueAsync(GitHubPlace place, RestPullRequest pull, MergeRequest request, CancellationToken cancellationToken)
    {
        var waits = new MergeResult(false, PullRequestMap.Of(pull, place), "It waits in the merge queue of its base branch.") { IsQueued = true };
        if (await reader.StandingAsync(place, pull, CallPurpose.Write, cancellationToken).ConfigureAwait(false) is { IsInMergeQueue: true })
        {
            return waits;
        }

        var variables = new PullRequestVariables { PullRequest = pull.NodeId, Head = request.ExpectedRevision };
        try
        {
            var answer = await client.QueryAsync(GraphQlDocuments.Of("EnqueuePullRequest"), variables, GraphJson.Default.PullRequestVariables, GraphJson.Default.EnqueueAnswer, CallPurpose.Write, cancellationToken, place.Repository).ConfigureAwait(false);
            return answer.EnqueuePullRequest?.MergeQueueEntry is null
                ? new MergeResult(false, waits.PullRequest, "GitHub did not put it into the merge queue, and gave no reason.")
                : waits;
        }
        catch (GitHubException exception)
        {
            return new MergeResult(false, waits.PullRequest, $"It was not put into the merge queue: {Said(exception.Said)}");
        }
    }

    private static string Said(string? text) => string.IsNullOrWhiteSpace(text) ? "GitHub refused to merge it and gave no reason." : $"GitHub says: {Printable.Line(text.Trim())}";
}
