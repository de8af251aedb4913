using Ao.Agents;
using Ao.Projects;
using Ao.Runtimes;

namespace Ao.Sessions;

/// <summary>Compares what the journal says of sessions with what their runtimes hold.</summary>
internal sealed class SessionRecovery(SessionContext context, ProjectCatalog projects, SessionNumbers numbers)
{
    /// <summary>Asks the runtimes, and has the log follow what becomes of the sessions.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var started = context.Time.GetTimestamp();
        var live = context.Sessions.All.Where(static state => state.HasLiveRun).ToList();

        // Where a run lives was written down; what the configuration names today may be another runtime.
        var names = projects.All.SelectMany(static project => new[] { project.RuntimeFor(AgentMode.Structured), project.RuntimeFor(AgentMode.Interactive) }).Concat(live.Select(RuntimeOf).OfType<string>()).Distinct(StringComparer.Ordinal);
        var answers = await Task.WhenAll(names.Select(name => ListAsync(name, cancellationToken))).ConfigureAwait(false);
        var held = answers.SelectMany(static answer => answer.Runs.Select(run => (answer.Runtime, Status: run))).ToLookup(static run => (run.Runtime, run.Status.Handle.Run), static run => run.Status);
        foreach (var run in held)
        {
            numbers.Raise(run.Key.Run.Session);
        }

        var known = live.Select(static state => state.Run!.Id).Zip(live.Select(RuntimeOf), static (run, runtime) => (runtime, run)).ToHashSet();
        var answered = answers.Where(static answer => answer.Problem is null).Select(static answer => answer.Runtime).ToHashSet(StringComparer.Ordinal);
        context.Recovery.Begin(
            new RecoveryReport
            {
                Orphans = [.. held.Where(run => !known.Contains(run.Key) && run.Any(static status => status.State == RunState.Running)).Select(static run => run.Key.Run).OrderBy(static run => run.Session, SessionOrder.ById).ThenBy(static run => run.Number)],
                Problems = [.. answers.Select(static answer => answer.Problem).OfType<string>()],
                Duration = context.Time.GetElapsedTime(started),
            },
            context.Sessions.All.Where(state => state.HasLiveRun || context.NextOf(state) != SessionStep.Rest).Select(CaseOf));

        RecoveryCase CaseOf(SessionState state)
        {
            var runtime = RuntimeOf(state);
            var status = runtime is not null && state.Run is { } run ? held[(runtime, run.Id)].FirstOrDefault() : null;
            return new RecoveryCase(state, status?.State, runtime is null || answered.Contains(runtime), projects.Find(state.Request.Project) is not null);
        }
    }

    private string? RuntimeOf(SessionState state) => state.Run?.Runtime ?? projects.Find(state.Request.Project)?.RuntimeFor(state.Mode);

    private async Task<(string Runtime, IReadOnlyList<RunStatus> Runs, string? Problem)> ListAsync(string runtime, CancellationToken cancellationToken)
    {
        try
        {
            return (runtime, await context.Plugins.Get<IRuntime>(runtime).ListAsync(cancellationToken).ConfigureAwait(false), null);
        }
        catch (AoException exception)
        {
            return (runtime, [], $"The runtime '{runtime}' could not be asked: {exception.Message}");
        }
    }
}
