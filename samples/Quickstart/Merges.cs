using Ao;
using Ao.Effects;
using Ao.PullRequests;
using Ao.Sessions;

namespace Quickstart;

/// <summary>Merges the pull requests that are open, in the order of their dependencies.</summary>
internal sealed class Merges(IOrchestrator orchestrator, IReadOnlyList<SessionId> sessions, ConsentDesk consents)
{
    private readonly Dictionary<SessionId, string> _problems = [];

    /// <summary>Gets the order, with the reasons, once it was made.</summary>
    public MergePlan? Plan { get; private set; }

    /// <summary>Gets why pull requests were not merged, by session.</summary>
    public IReadOnlyDictionary<SessionId, string> Problems => _problems;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var open = sessions.Where(id => orchestrator.Get(id).PullRequest is { State: ProposalState.Open }).ToList();
        var mergeable = open.Where(id => orchestrator.Get(id).DependsOn.All(other => open.Contains(other) || orchestrator.Get(other).PullRequest?.State == ProposalState.Merged)).ToList();
        foreach (var id in open.Except(mergeable))
        {
            _problems[id] = "What it depends on is not merged.";
        }

        Plan = await orchestrator.PullRequests.PlanMergeAsync(mergeable, cancellationToken);
        await foreach (var result in orchestrator.PullRequests.MergeAsync(Plan, cancellationToken))
        {
            var (problem, id) = (result.Reason, result.Step.Session);
            if (result.Outcome == MergePlanOutcome.NotMerged && consents.HasLapsed(id, EffectKind.MergePullRequest))
            {
                problem = await MergeAsync(id, cancellationToken);
            }

            if (problem is not null && orchestrator.Get(id).PullRequest is not { State: ProposalState.Merged })
            {
                _problems[id] = problem;
            }
        }
    }

    /// <summary>Merges one; asked again where the question has lapsed, to which nobody said no.</summary>
    private async Task<string?> MergeAsync(SessionId id, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var result = await orchestrator.PullRequests.MergeAsync(id, cancellationToken);
                if (result.Merged || !consents.HasLapsed(id, EffectKind.MergePullRequest))
                {
                    return result.Merged ? null : result.Reason;
                }
            }
            catch (AoException exception)
            {
                return exception.Message;
            }
        }
    }
}
