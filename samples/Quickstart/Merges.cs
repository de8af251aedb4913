using Ao;
using Ao.Effects;
using Ao.PullRequests;
using Ao.Sessions;

namespace Quickstart;

/// <summary>Plans in which order the pull requests that are open are merged, and merges them.</summary>
internal sealed class Merges(IOrchestrator orchestrator, IReadOnlyList<SessionId> sessions, ConsentDesk consents)
{
    private readonly Dictionary<SessionId, string> _problems = [];
    private MergePlan? _plan;

    /// <summary>Gets why pull requests were not merged, by session.</summary>
    public IReadOnlyDictionary<SessionId, string> Problems => _problems;

    /// <summary>Gets the merges that were planned, in their order.</summary>
    public IReadOnlyList<MergeStep> Planned => _plan?.Steps ?? [];

    public async Task<MergePlan> PlanAsync(CancellationToken cancellationToken)
    {
        var open = sessions.Where(id => orchestrator.Get(id).PullRequest is { State: ProposalState.Open }).ToList();
        return _plan = await orchestrator.PullRequests.PlanMergeAsync(open, cancellationToken);
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var plan = _plan ?? await PlanAsync(cancellationToken);
        do
        {
            await foreach (var result in orchestrator.PullRequests.MergeAsync(plan, cancellationToken))
            {
                _problems.Remove(result.Step.Session);
                if (result.Outcome != MergePlanOutcome.Merged)
                {
                    _problems[result.Step.Session] = result.Reason ?? "It was not merged.";
                }
            }
        }

        // Asked again where the question has lapsed, to which nobody said no.
        while (_problems.Keys.Any(id => consents.HasLapsed(id, EffectKind.MergePullRequest)));
    }
}
