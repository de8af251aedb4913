using Ao;
using Ao.PullRequests;
using Ao.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Quickstart;

/// <summary>One run, from spawning to merging. Done again over the same folder it goes on where it was: every step is keyed.</summary>
internal static class QuickstartRun
{
    public static async Task<int> RunAsync(RunPlan plan, RunOptions options, CancellationToken cancellationToken)
    {
        using var host = Embedding.BuildHost(plan);
        await host.StartAsync(cancellationToken);
        try
        {
            var orchestrator = host.Services.GetRequiredService<IOrchestrator>();
            var sessions = await SpawnAsync(orchestrator, plan, cancellationToken);
            await Console.Error.WriteLineAsync($"The run's folder is {plan.Folder}; if it is interrupted, go on with: --resume {plan.Folder}");
            var desk = new ConsentDesk(orchestrator.Consents, options);
            var display = new SessionTable(orchestrator, sessions, options);
            await display.ShowUntilAsync(desk, cancellationToken);
            await MergeAsync(orchestrator, sessions, cancellationToken);
            var summary = await RunSummary.MakeAsync(orchestrator, sessions, plan, cancellationToken);
            await summary.PrintAsync(options, cancellationToken);
            return summary.ExitCode;
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }

    private static async Task<IReadOnlyList<SessionId>> SpawnAsync(IOrchestrator orchestrator, RunPlan plan, CancellationToken cancellationToken)
    {
        var ids = new Dictionary<int, SessionId>();
        foreach (var task in plan.Tasks)
        {
            var session = await orchestrator.SpawnAsync(
                new SpawnRequest
                {
                    Project = Embedding.Project,
                    Prompt = task.Prompt,
                    Key = new OperationKey($"quickstart/{task.Number}"),
                    DependsOn = [.. task.DependsOn.Select(number => ids[number])],
                },
                cancellationToken);
            ids[task.Number] = session.Id;
        }

        return [.. ids.Values];
    }

    private static async Task MergeAsync(IOrchestrator orchestrator, IReadOnlyList<SessionId> sessions, CancellationToken cancellationToken)
    {
        var open = sessions.Where(id => orchestrator.Get(id).PullRequest is { State: ProposalState.Open }).ToList();
        var mergeable = open.Where(id => orchestrator.Get(id).DependsOn.All(other => open.Contains(other) || orchestrator.Get(other).PullRequest?.State == ProposalState.Merged)).ToList();
        foreach (var id in orchestrator.PullRequests.PlanMerge(mergeable))
        {
            var result = await orchestrator.PullRequests.MergeAsync(id, cancellationToken);
            if (!result.Merged)
            {
                await Console.Error.WriteLineAsync($"The pull request of {id} was not merged: {Printable.Clean(result.Reason)}");
            }
        }
    }
}
