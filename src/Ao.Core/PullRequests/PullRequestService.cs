using Ao.Claims;
using Ao.Effects;
using Ao.Projects;
using Ao.PullRequests.Watch;
using Ao.Scm;
using Ao.Sessions;
using Ao.Sessions.Steps;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.PullRequests;

/// <summary>Plans and makes merges, and reads pull requests.</summary>
internal sealed class PullRequestService(SessionContext context, ProposalDetails details, ProjectCatalog projects, PullRequestProjection observed, PullRequestWatch watch, MergeObstacles obstacles, MergePlanner planner, ClaimGuard claims, EffectProjection effects) : IPullRequests
{
    public async Task ProposeAsync(SessionId session, CancellationToken cancellationToken = default)
    {
        var state = context.Sessions.Get(session);
        if (!state.IsEnded(SessionStatus.Done) || !state.HasChanges)
        {
            throw new AoException($"Session '{session}' has no verified change to propose: it is {state.Status}{(state.HasChanges ? "" : " and has changed nothing")}.");
        }

        await context.AppendAsync(session, cancellationToken, new Facts.ProposalRequested()).ConfigureAwait(false);
    }

    public Task<MergePlan> PlanMergeAsync(IReadOnlyCollection<SessionId> sessions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        return planner.PlanAsync(sessions, cancellationToken);
    }

    public IAsyncEnumerable<MergePlanResult> MergeAsync(MergePlan plan, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new MergePlanRun(plan, session => GetAsync(session, cancellationToken), step => MergeAsync(step, cancellationToken)).RunAsync(cancellationToken);
    }

    public async Task<MergeResult> MergeAsync(SessionId session, CancellationToken cancellationToken = default) =>
        await MergeAsync(context.Sessions.Get(session), await GetAsync(session, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    private async Task<MergePlanResult> MergeAsync(MergeStep step, CancellationToken cancellationToken)
    {
        var pullRequest = await GetAsync(step.Session, cancellationToken).ConfigureAwait(false);
        if (pullRequest.State == PullRequestState.Open && pullRequest.HeadRevision != step.HeadRevision)
        {
            return MergePlanRun.Moved(step, pullRequest);
        }

        var result = await MergeAsync(context.Sessions.Get(step.Session), pullRequest, cancellationToken).ConfigureAwait(false);
        return new MergePlanResult(step, result.Merged ? MergePlanOutcome.Merged : MergePlanOutcome.NotMerged, result.Reason, result.PullRequest.MergeRevision);
    }

    /// <summary>Merges a pull request as it was just read.</summary>
    private async Task<MergeResult> MergeAsync(SessionState state, PullRequest pullRequest, CancellationToken cancellationToken)
    {
        var session = state.Id;
        var project = context.ProjectOf(state);
        var host = HostOf(context, state);
        if (await obstacles.OfAsync(state, pullRequest, planned: [], cancellationToken).ConfigureAwait(false) is { Count: > 0 } found)
        {
            return new MergeResult(false, pullRequest, string.Join(' ', found));
        }

        var request = new MergeRequest
        {
            Key = context.Keys.Of(session, QueuedMerges.PartOf(pullRequest.HeadRevision, part => effects.Find(context.Keys.Of(session, part)))),
            Source = project.Source,
            Number = pullRequest.Number,
            PushTarget = pullRequest.PushTarget,
            HeadBranch = pullRequest.HeadBranch,
            ExpectedRevision = pullRequest.HeadRevision,
            Method = project.Options.PullRequests.MergeMethod,
        };
        var effect = PullRequestEffects.Merge(context.ScmNameOf(state), request, pullRequest, session) with
        {
            Details = await details.OfAsync(state, request.PushTarget, request.HeadBranch, pullRequest.BaseBranch, request.ExpectedRevision, cancellationToken).ConfigureAwait(false),
        };
        var action = new EffectAction<PullRequest>
        {
            ResultType = EffectResultsJson.Default.PullRequest,
            Find = async token => await host.GetPullRequestAsync(request.Source, request.Number, token).ConfigureAwait(false) is { State: PullRequestState.Merged } found ? found : null,
            Perform = async () =>
            {
                // A person may have thought for long.
                await claims.RequireAsync(state, request.Number, CancellationToken.None).ConfigureAwait(false);
                return await PerformMergeAsync(host, request).ConfigureAwait(false);
            },
            MayRepeat = OncePerKey.IsPromisedBy(context.Plugins, Plugins.Slot.Scm, context.ScmNameOf(state)),
        };
        var outcome = await context.Gate.PerformAsync(effect, action, cancellationToken).ConfigureAwait(false);
        if (outcome.Value is not { } merged)
        {
            if (outcome.Status == EffectStatus.Unknown && state.PullRequest?.State != ProposalState.Unknown)
            {
                await context.AppendAsync(session, cancellationToken, new Facts.PullRequestUnknown(outcome.Reason!, effect.Key)).ConfigureAwait(false);
            }

            return new MergeResult(false, pullRequest, outcome.Reason ?? outcome.Status.ToString());
        }

        if (merged.State == PullRequestState.Open)
        {
            // The forge merges it by itself, in its turn; the watch sees what becomes of it.
            return new MergeResult(false, merged, "It waits in the forge's merge queue.") { IsQueued = true };
        }

        // The watch may have seen the merge already.
        if (context.Sessions.Get(session).PullRequest?.State != ProposalState.Merged)
        {
            await context.AppendAsync(session, cancellationToken, new Facts.PullRequestMerged(merged.Number, merged.MergeRevision)).ConfigureAwait(false);
        }

        return new MergeResult(true, merged);
    }

    public IReadOnlyList<ObservedPullRequest> ListObserved(ProjectId project)
    {
        projects.Get(project);
        return [.. observed.All.Where(one => one.Project == project).OrderBy(static one => one.Number)];
    }

    public ObservedPullRequest? FindObserved(SessionId session) => observed.Of(context.Sessions.Get(session).Id);

    public Task LookAsync(ProjectId project, CancellationToken cancellationToken = default) =>
        watch.Find(projects.Get(project).Id)!.LookAsync(cancellationToken);

    public async Task<PullRequest> GetAsync(SessionId session, CancellationToken cancellationToken = default)
    {
        var state = context.Sessions.Get(session);
        var number = NumberOf(state);
        return await HostOf(context, state).GetPullRequestAsync(context.ProjectOf(state).Source, number, cancellationToken).ConfigureAwait(false);
    }

    public async Task<Review> AddReviewAsync(SessionId session, ReviewDraft review, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(review);
        var pullRequest = await GetAsync(session, cancellationToken).ConfigureAwait(false);
        var state = context.Sessions.Get(session);
        var project = context.ProjectOf(state);
        var scm = context.ScmNameOf(state);
        var host = context.Plugins.Find<IReviewHost>(Plugins.Slot.Scm, scm)
            ?? throw new AoException($"The scm '{scm}' of project '{project.Id}' has no reviews.");
        var request = new ReviewRequest
        {
            Key = context.Keys.Of(session, $"review/{OperationKeys.IntentOf(review.Key)}"),
            Source = project.Source,
            Number = pullRequest.Number,
            Author = review.Author,
            Verdict = review.Verdict,
            Revision = review.Revision,
            Body = review.Body,
        };

        // A review does not say which operation it came from, so that it cannot be looked for.
        var effect = PullRequestEffects.Review(scm, request);
        var action = new EffectAction<Review>
        {
            ResultType = EffectResultsJson.Default.Review,
            Perform = () => host.AddReviewAsync(request),
            MayRepeat = OncePerKey.IsPromisedBy(context.Plugins, Plugins.Slot.Scm, scm),
        };
        return (await context.Gate.PerformAsync(effect, action, cancellationToken).ConfigureAwait(false)).Require(effect);
    }

    public static IPullRequestHost HostOf(SessionContext context, SessionState state) =>
        context.Plugins.Find<IPullRequestHost>(Plugins.Slot.Scm, context.ScmNameOf(state))
        ?? throw new AoException($"The scm '{context.ScmNameOf(state)}' of session '{state.Id}' has no pull requests.");

    public static int NumberOf(SessionState state) =>
        state.PullRequest?.Number ?? throw new AoException($"Session '{state.Id}' has no pull request{(state.PullRequest?.Reason is { } reason ? $": {reason}" : ".")}");

    private static async ValueTask<PullRequest> PerformMergeAsync(IPullRequestHost host, MergeRequest request)
    {
        var result = await host.MergeAsync(request).ConfigureAwait(false);
        return result.Merged || result.IsQueued ? result.PullRequest : throw new AoException(result.Reason ?? "The scm did not merge it and gave no reason.");
    }
}
