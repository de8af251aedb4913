using Ao.Effects;
using Ao.Hosting;
using Ao.Projects;
using Microsoft.Extensions.Logging;

namespace Ao.Forks;

/// <summary>Looks at the forks of projects, each once an interval, one after the other. A project that is not declared as a fork costs nothing.</summary>
internal sealed partial class ForkStage(ProjectCatalog projects, ForkPeers peers, ForkLooks looks, ForkDesk desk, ForkIdentityDesk identities, TimeProvider time, ILogger<ForkStage> logger) : IEngineStage
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromDays(1);
    private readonly BackgroundLoop _looking = new();

    public int Order => 446;

    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        var declared = projects.All.Where(static project => project.Options.Fork.Name is not null).OrderBy(static project => project.Id.Value, StringComparer.Ordinal).ToList();
        if (declared.Count > 0)
        {
            _looking.Start(stopping => RunAsync(declared, stopping));
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask StopAsync(CancellationToken cancellationToken) => _looking.StopAsync(cancellationToken);

    private async Task RunAsync(List<Project> declared, CancellationToken stopping)
    {
        // What stands in the way of an identity is often there to stay, such as an scm without ledgers.
        var nameless = declared.ToDictionary(static project => project, static _ => (Next: DateTimeOffset.MinValue, Wait: s_pause));
        while (true)
        {
            foreach (var (project, (next, wait)) in nameless.ToList())
            {
                if (next <= time.GetUtcNow() && await TryAsync(project.Id, ForkNames.Self, () => identities.DeclareAsync(project.Id, stopping)).ConfigureAwait(false))
                {
                    nameless.Remove(project);
                }
                else if (next <= time.GetUtcNow())
                {
                    nameless[project] = (time.GetUtcNow() + wait, EffectBackoff.Next(wait, s_longestPause));
                }
            }

            foreach (var project in declared)
            {
                await LookAsync(project, stopping).ConfigureAwait(false);
            }

            await Task.Delay(s_pause, time, stopping).ConfigureAwait(false);
        }
    }

    private async Task LookAsync(Project project, CancellationToken stopping)
    {
        foreach (var peer in peers.Of(project.Id))
        {
            var (at, failures) = looks.LastOf(project.Id, peer.Name);
            if (ForkDecision.NextLook(at, failures, project.Options.Fork) <= time.GetUtcNow()
                && !await TryAsync(project.Id, peer.Name, () => desk.LookAsync(project.Id, peer.Name, stopping)).ConfigureAwait(false))
            {
                looks.Note(project.Id, peer.Name, time.GetUtcNow(), answered: false);
            }
        }
    }

    private async Task<bool> TryAsync(ProjectId project, string fork, Func<Task> workAsync)
    {
        try
        {
            await workAsync().ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // One fork stands in no other's way; it is looked at again when its time comes.
            LogFailed(exception, project, fork);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Fork {Fork} of project {Project} could not be seen to. It is tried again.")]
    private partial void LogFailed(Exception exception, ProjectId project, string fork);
}
