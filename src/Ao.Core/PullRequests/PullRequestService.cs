using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Ao.Effects;
using Ao.Projects;
using Ao.Scm;
using Ao.Sessions;
using Ao.Sessions.Steps;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.PullRequests;

/// <summary>Plans and makes merges, and reads pull requests.</summary>
internal sealed class PullRequestService(SessionContext context) : IPullRequests
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
            Key = new OperationKey($"{session}/merge/{pullRequest.HeadRevision}"),
            Source = project.Source,
            Number = pullRequest.Number,
            ExpectedRevision = pullRequest.HeadRevision,
            Method = project.Options.PullRequests.MergeMethod,
        };
        var effect = new Effect
        {
            Key = request.Key,
            Kind = EffectKind.MergePullRequest,
            Project = project.Id,
            Session = session,
            Title = $"Merge pull request {pullRequest.Number}: {Printable.Quote(pullRequest.Title)}",
            Parameters = new Dictionary<string, string>
            {
                ["repository"] = project.Source.Location,
                ["number"] = pullRequest.Number.ToString(CultureInfo.InvariantCulture),
                ["headRevision"] = request.ExpectedRevision,
                ["baseBranch"] = pullRequest.BaseBranch,
                ["method"] = request.Method.ToString(),
            },
        };
        var outcome = await context.Gate.PerformAsync(effect, new Merging(host, request), cancellationToken).ConfigureAwait(false);
        if (outcome.Value is not { } merged)
        {
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

        if (pullRequest.HeadRevision != state.VerifiedRevision)
        {
            return $"Its head {pullRequest.HeadRevision} is not the revision that was verified ({state.VerifiedRevision}).";
        }

        if (context.Plugins.Find<ICheckHost>(Plugins.Slot.Scm, context.ScmNameOf(state)) is not { } checks)
        {
            return null;
        }

        var report = await checks.GetChecksAsync(project.Source, pullRequest.Number, cancellationToken).ConfigureAwait(false);
        return report.State == CheckState.Passed
            ? null
            : $"Its checks are not passed: {string.Join(", ", report.Checks.Where(static check => check.State != CheckState.Passed).Select(static check => $"{check.Name} ({check.State})"))}.";
    }

    private IPullRequestHost HostOf(SessionState state) =>
        context.Plugins.Find<IPullRequestHost>(Plugins.Slot.Scm, context.ScmNameOf(state))
        ?? throw new AoException($"The scm '{context.ScmNameOf(state)}' of session '{state.Id}' has no pull requests.");

    private sealed class Merging(IPullRequestHost host, MergeRequest request) : IEffectAction<PullRequest>
    {
        public JsonTypeInfo<PullRequest> ResultType => EffectResultsJson.Default.PullRequest;

        public async ValueTask<PullRequest?> FindAsync(CancellationToken cancellationToken)
        {
            var current = await host.GetPullRequestAsync(request.Source, request.Number, cancellationToken).ConfigureAwait(false);
            return current.State == PullRequestState.Merged ? current : null;
        }

        public async ValueTask<PullRequest> PerformAsync(CancellationToken cancellationToken)
        {
            var result = await host.MergeAsync(request, cancellationToken).ConfigureAwait(false);
            return result.Merged ? result.PullRequest : throw new AoException(result.Reason ?? "The scm did not merge it and gave no reason.");
        }
    }
}
