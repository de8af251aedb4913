using Ao.Plugins.GitLab.Api;
using Ao.Plugins.GitLab.Data;
using Ao.Scm;

namespace Ao.Plugins.GitLab.MergeRequests;

/// <summary>Merges merge requests, or lets GitLab do it when it is time.</summary>
internal sealed class Merging(GitLabClient client, MergeRequestMap map, MergeRequestStore requests)
{
    public async ValueTask<MergeResult> MergeAsync(MergeRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (project, data) = await requests.OfAsync(request.Source, request.Number, cancellationToken).ConfigureAwait(false);
        var pull = await map.DescribeAsync(project, data, CallPurpose.Person, cancellationToken).ConfigureAwait(false);
        if (pull.State is not PullRequestState.Open)
        {
            return pull.State is PullRequestState.Merged ? new MergeResult(true, pull) : new MergeResult(false, pull, "It was closed without a merge.");
        }

        if (ReasonAgainst(request, project, data, pull) is { } reason)
        {
            return new MergeResult(false, pull, reason);
        }

        if (data.MergeWhenPipelineSucceeds)
        {
            return Queued(pull);
        }

        try
        {
            return project.HasMergeTrains
                ? await JoinTrainAsync(project, request, pull, cancellationToken).ConfigureAwait(false)
                : await AcceptAsync(project, request, data, pull, cancellationToken).ConfigureAwait(false);
        }
        catch (GitLabException exception) when (exception.Status is 400 or 405 or 406 or 409 or 422)
        {
            return await RefusedAsync(project, request, exception, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Tells why something is not even asked for.</summary>
    public static string? ReasonAgainst(MergeRequest request, GitLabProject project, MergeRequestData data, PullRequest pull) =>
        MergeRequestStore.ElsewhereThan(data, pull.PushTarget, request.PushTarget, request.HeadBranch)
        ?? (data.Sha != request.ExpectedRevision ? $"Its head is {data.Sha} by now, not {Printable.Quote(request.ExpectedRevision)}. Look at the newer revision first."
            : data.Draft ? "It is a draft. Mark it as ready first."
            : ReasonAgainst(request.Method, project));

    /// <summary>Tells why a method cannot be had: at GitLab it is a setting of the project, and only squashing is each merge request's own.</summary>
    public static string? ReasonAgainst(MergeMethod method, GitLabProject project) => (method, project.MergeMethod, project.SquashOption) switch
    {
        (MergeMethod.Squash, _, "never") => "The project does not let commits be squashed. Choose another method, or change the project's settings at GitLab.",
        (MergeMethod.Merge or MergeMethod.Rebase, _, "always") => "The project always squashes. Choose Squash as the project's PullRequests:MergeMethod.",
        (MergeMethod.Merge, "ff", _) => "The project merges by fast-forward and makes no merge commits. Choose Rebase as the project's PullRequests:MergeMethod.",
        (MergeMethod.Rebase, not "ff", _) => "The project makes merge commits. Choose Merge as the project's PullRequests:MergeMethod, or let the project merge by fast-forward at GitLab.",
        _ => null,
    };

    private async ValueTask<MergeResult> JoinTrainAsync(GitLabProject project, MergeRequest request, PullRequest pull, CancellationToken cancellationToken)
    {
        var body = new JoinTrainBody { Sha = request.ExpectedRevision, Squash = request.Method is MergeMethod.Squash, AutoMerge = true };
        await client.SendAsync(HttpMethod.Post, $"{project.Api}/merge_trains/merge_requests/{request.Number}", body, GitLabJson.Default.JoinTrainBody, GitLabJson.Default.TrainCarDataArray, cancellationToken).ConfigureAwait(false);
        return Queued(pull);
    }

    private async ValueTask<MergeResult> AcceptAsync(GitLabProject project, MergeRequest request, MergeRequestData data, PullRequest pull, CancellationToken cancellationToken)
    {
        // The newer name of the setting is auto_merge; servers know one of them and pass over the other.
        bool? waits = MergeStatus.WaitsForPipeline(data.DetailedMergeStatus) ? true : null;
        var body = new AcceptMergeRequestBody { Sha = request.ExpectedRevision, Squash = request.Method is MergeMethod.Squash, AutoMerge = waits, MergeWhenPipelineSucceeds = waits };
        var accepted = await client.SendAsync(HttpMethod.Put, $"{project.Api}/merge_requests/{request.Number}/merge", body, GitLabJson.Default.AcceptMergeRequestBody, GitLabJson.Default.MergeRequestData, cancellationToken).ConfigureAwait(false);
        var after = MergeRequestMap.Describe(accepted, pull.PushTarget, pull.Issues);
        return after.State is PullRequestState.Merged ? new MergeResult(true, after)
            : accepted.MergeWhenPipelineSucceeds || accepted.State is "locked" ? Queued(after)
            : new MergeResult(false, after, accepted.MergeError is { Length: > 0 } error ? $"GitLab could not merge it: {Printable.Quote(error)}." : "GitLab has not merged it and does not say why. Look at the merge request.");
    }

    private async ValueTask<MergeResult> RefusedAsync(GitLabProject project, MergeRequest request, GitLabException exception, CancellationToken cancellationToken)
    {
        // What has changed since is told by the merge request itself, more clearly than by the status.
        var now = await requests.GetAsync(project, request.Number, CallPurpose.Person, cancellationToken).ConfigureAwait(false);
        return now.State is PullRequestState.Merged ? new MergeResult(true, now)
            : now.HeadRevision != request.ExpectedRevision ? new MergeResult(false, now, $"Its head is {now.HeadRevision} by now, not {Printable.Quote(request.ExpectedRevision)}. Look at the newer revision first.")
            : new MergeResult(false, now, now.Obstacles.Count > 0 ? string.Join(' ', now.Obstacles) : exception.Message);
    }

    private static MergeResult Queued(PullRequest pull) => new(false, pull, "GitLab merges it by itself when its turn has come.") { IsQueued = true };
}
