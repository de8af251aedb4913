using Ao.Claims;
using Ao.Effects;
using Ao.Projects;
using Ao.Scm;
using Ao.Sessions;
using Ao.Sessions.Steps;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.PullRequests;

/// <summary>Plans and makes merges, and reads pull requests.</summary>
internal sealed class PullRequestService(SessionContext context, ProposalDetails details, ClaimGuard claims) : IPullRequests
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

    public IReadOnlyList<SessionId> PlanMerge(IReadOnlyCollection<SessionId> sessions)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        var states = sessions.Distinct().ToDictionary(static id => id, context.Sessions.Get);
        foreach (var (id, state) in states)
        {
            foreach (var dependency in state.Request.DependsOn)
            {
                if (!states.ContainsKey(dependency) && context.Sessions.Get(dependency).PullRequest?.State != ProposalState.Merged)
                {
                    throw new AoException($"Session '{id}' depends on '{dependency}', whose change is not merged and not in this plan. Add it, or merge it first.");
                }
            }
        }

        var order = MergeOrder.Plan(sessions, id => states[id].Request.DependsOn, out var circle);
        return circle.Count == 0
            ? order
            : throw new AoException($"These sessions depend on each other in a circle: {string.Join(", ", circle)}. Merge one of them by itself to break it.");
    }

    public async Task<MergeResult> MergeAsync(SessionId session, CancellationToken cancellationToken = default)
    {
        var state = context.Sessions.Get(session);
        var project = context.ProjectOf(state);
        var host = HostOf(state);
        var pullRequest = await GetAsync(session, cancellationToken).ConfigureAwait(false);
        if (await ObstacleAsync(state, project, pullRequest, cancellationToken).ConfigureAwait(false) is { } obstacle)
        {
            return new MergeResult(false, pullRequest, obstacle);
        }

        var request = new MergeRequest
        {
            Key = context.Keys.Of(session, $"merge/{pullRequest.HeadRevision}"),
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

        await context.AppendAsync(session, cancellationToken, new Facts.PullRequestMerged(merged.Number, merged.MergeRevision)).ConfigureAwait(false);
        return new MergeResult(true, merged);
    }

    public async Task<PullRequest> GetAsync(SessionId session, CancellationToken cancellationToken = default)
    {
        var state = context.Sessions.Get(session);
        if (state.PullRequest?.Number is not { } number)
        {
            throw new AoException($"Session '{session}' has no pull request{(state.PullRequest?.Reason is { } reason ? $": {reason}" : ".")}");
        }

        var project = context.ProjectOf(state);
        return await HostOf(state).GetPullRequestAsync(project.Source, number, cancellationToken).ConfigureAwait(false);
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

    private async Task<string?> ObstacleAsync(SessionState state, Project project, PullRequest pullRequest, CancellationToken cancellationToken)
    {
        foreach (var dependency in state.Request.DependsOn)
        {
            if (context.Sessions.Get(dependency).PullRequest?.State != ProposalState.Merged)
            {
                return $"It depends on session '{dependency}', whose change is not merged.";
            }
        }

        if (pullRequest.State == PullRequestState.Merged)
        {
            return null;
        }

        if (await claims.FindObstacleAsync(state, pullRequest.Number, cancellationToken).ConfigureAwait(false) is { } taken)
        {
            return taken;
        }

        if (pullRequest.HeadRevision != state.VerifiedRevision)
        {
            return $"Its head {pullRequest.HeadRevision} is not the revision that was verified ({state.VerifiedRevision}).";
        }

        return await CheckObstacleAsync(state, project, pullRequest, cancellationToken).ConfigureAwait(false);
    }

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

    private IPullRequestHost HostOf(SessionState state) =>
        context.Plugins.Find<IPullRequestHost>(Plugins.Slot.Scm, context.ScmNameOf(state))
        ?? throw new AoException($"The scm '{context.ScmNameOf(state)}' of session '{state.Id}' has no pull requests.");

    private static async ValueTask<PullRequest> PerformMergeAsync(IPullRequestHost host, MergeRequest request)
    {
        var result = await host.MergeAsync(request).ConfigureAwait(false);
        return result.Merged ? result.PullRequest : throw new AoException(result.Reason ?? "The scm did not merge it and gave no reason.");
    }
}
