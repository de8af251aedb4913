using Ao.Alignment;
using Ao.Claims;
using Ao.Projects;
using Ao.Reviews;
using Ao.Scm;
using Ao.Sessions;

namespace Ao.PullRequests;

/// <summary>Finds what is in the way of a merge, as it is now.</summary>
internal sealed class MergeObstacles(SessionContext context, ReviewProjection reviews, ClaimGuard claims, AlignmentGate alignment)
{
    /// <summary>Lists what is in the way.</summary>
    /// <param name="state">The session.</param>
    /// <param name="pullRequest">Its pull request, as it was just read.</param>
    /// <param name="planned">The sessions that are merged before it by a plan.</param>
    /// <param name="cancellationToken">The token that cancels looking.</param>
    /// <returns>One text for each thing; none where it can be merged.</returns>
    public async Task<IReadOnlyList<string>> OfAsync(SessionState state, PullRequest pullRequest, IReadOnlyCollection<SessionId> planned, CancellationToken cancellationToken)
    {
        var project = context.ProjectOf(state);
        List<string> obstacles = [.. state.Request.DependsOn
            .Where(dependency => !planned.Contains(dependency) && context.Sessions.Get(dependency).PullRequest?.State != ProposalState.Merged)
            .Select(dependency => $"It depends on session '{dependency}', whose change is not merged{(planned.Count == 0 ? "" : " and not in this plan")}.")];
        if (pullRequest.State == PullRequestState.Merged)
        {
            return obstacles;
        }

        if (pullRequest.State == PullRequestState.Closed)
        {
            obstacles.Add("It was closed without being merged.");
            return obstacles;
        }

        if (pullRequest.IsDraft)
        {
            obstacles.Add("It is a draft. Make it ready first.");
        }

        if (await claims.FindObstacleAsync(state, pullRequest.Number, cancellationToken).ConfigureAwait(false) is { } taken)
        {
            obstacles.Add(taken);
            return obstacles;
        }

        if (pullRequest.HeadRevision != state.VerifiedRevision)
        {
            obstacles.Add($"Its head {pullRequest.HeadRevision} is not the revision that was verified ({state.VerifiedRevision}).");
            return obstacles;
        }

        if (pullRequest.Mergeability == Mergeability.Conflicting)
        {
            obstacles.Add($"It conflicts with its base branch{(pullRequest.Conflicts.Count == 0 ? "" : $" in {string.Join(", ", pullRequest.Conflicts.Take(5).Select(Printable.Quote))}")}.");
        }

        if (ReviewGate.Obstacle(reviews.Of(state.Id), pullRequest.HeadRevision, project.Options.Reviews) is { } review)
        {
            obstacles.Add(review);
        }

        if (await CheckObstacleAsync(state, project, pullRequest, cancellationToken).ConfigureAwait(false) is { } check)
        {
            obstacles.Add(check);
        }

        obstacles.AddRange(await alignment.ObstaclesAsync(project, pullRequest.HeadRevision, cancellationToken).ConfigureAwait(false));
        return obstacles;
    }

    /// <summary>Lists what people should know before the merge, and what does not stop it.</summary>
    public IReadOnlyList<string> WarningsOf(SessionState state, PullRequest pullRequest) =>
        pullRequest.State == PullRequestState.Open ? alignment.WarningsOf(context.ProjectOf(state), pullRequest.HeadRevision) : [];

    private async Task<string?> CheckObstacleAsync(SessionState state, Project project, PullRequest pullRequest, CancellationToken cancellationToken)
    {
        var options = project.Options.PullRequests;
        if (context.Plugins.Find<ICheckHost>(Plugins.Slot.Scm, context.ScmNameOf(state)) is { } checks)
        {
            var report = await checks.GetChecksAsync(project.Source, pullRequest.Number, cancellationToken).ConfigureAwait(false);
            return CheckDecision.Obstacle(report, pullRequest.HeadRevision, options);
        }

        return options.RequiredChecks.Count == 0
            ? null
            : $"The scm '{context.ScmNameOf(state)}' has no checks, and the project requires {string.Join(", ", options.RequiredChecks)}.";
    }
}
