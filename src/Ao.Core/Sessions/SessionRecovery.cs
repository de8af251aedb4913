using System.Collections.Concurrent;
using Ao.Plugins;
using Ao.Projects;
using Ao.Runtimes;

namespace Ao.Sessions;

/// <summary>Compares what the journal says of sessions with what their runtimes hold.</summary>
internal sealed class SessionRecovery(SessionProjection sessions, ProjectCatalog projects, ISlotCatalog plugins, TimeProvider time)
{
    public async Task<RecoveryReport> LookAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var problems = new ConcurrentQueue<string>();
        var runtimes = projects.All.Select(static project => project.Options.Runtime).Distinct(StringComparer.Ordinal);
        var held = (await Task.WhenAll(runtimes.Select(name => ListAsync(name, problems, cancellationToken))).ConfigureAwait(false))
            .SelectMany(static runs => runs)
            .ToDictionary(static run => run.Handle.Run);

        var live = sessions.All.Where(static state => state.HasLiveRun).ToDictionary(static state => state.Run!.Id);
        return new RecoveryReport
        {
            Adopted = [.. live.Where(run => held.TryGetValue(run.Key, out var status) && status.State == RunState.Running).Select(static run => run.Value.Id).Order(SessionOrder.ById)],
            Ended = [.. live.Where(run => run.Value.Run!.Handle is not null && !(held.TryGetValue(run.Key, out var status) && status.State == RunState.Running)).Select(static run => run.Value.Id).Order(SessionOrder.ById)],
            Resumed = [.. sessions.All.Where(state => !state.HasLiveRun && state.End is null || state.Run is { Handle: null, Ended: false } && !held.ContainsKey(state.Run.Id)).Select(static state => state.Id).Order(SessionOrder.ById)],
            Orphans = [.. held.Values.Where(run => run.State == RunState.Running && !live.ContainsKey(run.Handle.Run)).Select(static run => run.Handle.Run).OrderBy(static run => run.ToString(), StringComparer.Ordinal)],
            Problems = [.. problems],
            Duration = time.GetElapsedTime(started),
        };
    }

    private async Task<IReadOnlyList<RunStatus>> ListAsync(string runtime, ConcurrentQueue<string> problems, CancellationToken cancellationToken)
    {
        try
        {
            return await plugins.Get<IRuntime>(runtime).ListAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (AoException exception)
        {
            problems.Enqueue($"The runtime '{runtime}' could not be asked: {exception.Message}");
            return [];
        }
    }
}
