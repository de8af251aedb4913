using System.Collections.Concurrent;
using Ao.Plugins;
using Ao.Radar;
using Ao.Scm;
using Ao.Sessions;

namespace Ao.PullRequests;

/// <summary>Makes merge plans: looks at the pull requests as they are, and orders them.</summary>
internal sealed class MergePlanner(SessionContext context, MergeObstacles obstacles, MergeForecast forecast)
{
    private const int MaxSessions = 200;
    private const int AtOnce = 4;

    public async Task<MergePlan> PlanAsync(IReadOnlyCollection<SessionId> sessions, CancellationToken cancellationToken)
    {
        var states = sessions.Distinct().Select(context.Sessions.Get).Where(static state => state.PullRequest?.State != ProposalState.Merged).ToDictionary(static state => state.Id);
        if (states.Count > MaxSessions)
        {
            throw new AoException($"A merge plan of {states.Count} sessions is too large: at most {MaxSessions} can be planned at once. Plan a part of them, and the rest when those are merged.");
        }

        var pullRequests = await EachAsync(states.Values, state => ReadAsync(state, cancellationToken), cancellationToken).ConfigureAwait(false);
        var (contained, remarks) = await ContainedAsync(states.Values, pullRequests, cancellationToken).ConfigureAwait(false);
        var order = MergePlanDecision.Order([.. states.Values.Select(state => new MergeCandidate { Session = state.Id, Age = state.RequestedAt, DependsOn = state.Request.DependsOn, Contains = contained[state.Id], Paths = state.ChangedPaths })], out var circle);
        if (circle.Count > 0)
        {
            throw new AoException($"These sessions depend on each other in a circle: {string.Join(" -> ", circle.Append(circle[0]))}. Merge one of them by itself, or stop it, to break the circle.");
        }

        var inTheWay = await EachAsync(states.Values, state => obstacles.OfAsync(state, pullRequests[state.Id], states.Keys, cancellationToken), cancellationToken).ConfigureAwait(false);
        var heads = order.Select(planned => (Session: states[planned.Candidate.Session], PullRequest: pullRequests[planned.Candidate.Session])).Where(static step => step.PullRequest.State == PullRequestState.Open).Select(static step => (step.Session, step.PullRequest.HeadRevision));
        var foreseen = await forecast.ForeseeAsync([.. heads], cancellationToken).ConfigureAwait(false);
        return new MergePlan
        {
            MadeAt = context.Time.GetUtcNow(),
            Steps = [.. order.Select((planned, index) => new MergeStep
            {
                Position = index + 1,
                Session = planned.Candidate.Session,
                Number = pullRequests[planned.Candidate.Session].Number,
                Title = pullRequests[planned.Candidate.Session].Title,
                HeadRevision = pullRequests[planned.Candidate.Session].HeadRevision,
                Behind = planned.Behind,
                Warnings = obstacles.WarningsOf(states[planned.Candidate.Session], pullRequests[planned.Candidate.Session]),
                Obstacles = [.. inTheWay[planned.Candidate.Session], .. remarks[planned.Candidate.Session]],
                PredictedConflicts = foreseen.GetValueOrDefault(planned.Candidate.Session) ?? [],
            })],
        };
    }

    private async Task<PullRequest> ReadAsync(SessionState state, CancellationToken cancellationToken) =>
        await PullRequestService.HostOf(context, state).GetPullRequestAsync(context.ProjectOf(state).Source, PullRequestService.NumberOf(state), cancellationToken).ConfigureAwait(false);

    /// <summary>Asks the scm which heads are in which others. Of two that are the same, the older counts as contained.</summary>
    private async Task<(ConcurrentDictionary<SessionId, ConcurrentBag<SessionId>> Contained, ConcurrentDictionary<SessionId, ConcurrentBag<string>> Remarks)> ContainedAsync(IReadOnlyCollection<SessionState> states, IReadOnlyDictionary<SessionId, PullRequest> pullRequests, CancellationToken cancellationToken)
    {
        var contained = new ConcurrentDictionary<SessionId, ConcurrentBag<SessionId>>(states.Select(static state => KeyValuePair.Create(state.Id, new ConcurrentBag<SessionId>())));
        var remarks = new ConcurrentDictionary<SessionId, ConcurrentBag<string>>(states.Select(static state => KeyValuePair.Create(state.Id, new ConcurrentBag<string>())));
        var pairs =
            from container in states
            from other in states
            where container.Id != other.Id && container.Request.Project == other.Request.Project && context.ScmNameOf(container) == context.ScmNameOf(other)
            where pullRequests[container.Id].State == PullRequestState.Open && pullRequests[other.Id].State == PullRequestState.Open
            select (Container: container, Other: other);
        await Parallel.ForEachAsync(pairs.ToList(), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (pair, token) =>
        {
            var (container, other) = (pullRequests[pair.Container.Id].HeadRevision, pullRequests[pair.Other.Id].HeadRevision);
            if (container == other)
            {
                if (pair.Container.RequestedAt > pair.Other.RequestedAt)
                {
                    contained[pair.Container.Id].Add(pair.Other.Id);
                }

                return;
            }

            if (context.Plugins.Find<IRevisionGraph>(Slot.Scm, context.ScmNameOf(pair.Container)) is not { } graph)
            {
                return;
            }

            try
            {
                if (await graph.ContainsRevisionAsync(context.ProjectOf(pair.Container).Source, other, container, token).ConfigureAwait(false))
                {
                    contained[pair.Container.Id].Add(pair.Other.Id);
                }
            }
            catch (AoException exception) when (!token.IsCancellationRequested)
            {
                remarks[pair.Container.Id].Add($"Whether it is built on the change of session '{pair.Other.Id}' is not known: {exception.Message}");
            }
        }).ConfigureAwait(false);
        return (contained, remarks);
    }

    private static async Task<IReadOnlyDictionary<SessionId, T>> EachAsync<T>(IEnumerable<SessionState> states, Func<SessionState, Task<T>> readAsync, CancellationToken cancellationToken)
    {
        var read = new ConcurrentDictionary<SessionId, T>();
        await Parallel.ForEachAsync(states, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (state, _) => read[state.Id] = await readAsync(state).ConfigureAwait(false)).ConfigureAwait(false);
        return read;
    }
}
