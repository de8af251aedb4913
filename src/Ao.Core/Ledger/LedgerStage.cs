using System.Collections.Concurrent;
using Ao.Effects;
using Ao.Hosting;
using Ao.Projects;
using Microsoft.Extensions.Logging;

namespace Ao.Ledger;

/// <summary>Reads the ledgers at the start; publishes when something was added, and fetches those of peers at an interval.</summary>
internal sealed partial class LedgerStage(ILedgerBook book, LedgerTransports transports, LedgerPublishing publishing, LedgerProjection states, ProjectCatalog projects, TimeProvider time, ILogger<LedgerStage> logger) : IEngineStage, IDisposable
{
    // What is added within it goes out together.
    private static readonly TimeSpan s_gathering = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_firstWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<ProjectId, SemaphoreSlim> _added = new();
    private readonly List<BackgroundLoop> _loops = [];

    public int Order => 446;

    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        states.Changed += OnChanged;
        foreach (var project in projects.All.Where(static project => project.Options.Fork.Name is not null || project.Options.Fork.Peers.Count > 0))
        {
            var added = _added.GetOrAdd(project.Id, static _ => new SemaphoreSlim(0, 1));
            Start(stopping => ReadAsync(project.Id, stopping));
            if (project.Options.Ledger.Interval is { } interval)
            {
                Start(stopping => RepeatAsync(project.Id, interval, stopping));
            }

            var hasPlaces = publishing.HasPlaces(project.Id);
            Start(stopping => PublishAsync(project.Id, hasPlaces, added, stopping));
        }

        return ValueTask.CompletedTask;
    }

    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        states.Changed -= OnChanged;
        foreach (var loop in _loops)
        {
            await loop.StopAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        foreach (var added in _added.Values)
        {
            added.Dispose();
        }
    }

    private void Start(Func<CancellationToken, Task> run)
    {
        var loop = new BackgroundLoop();
        loop.Start(run);
        _loops.Add(loop);
    }

    // Called by the thread that applies facts: it only wakes the loop.
    private void OnChanged(LedgerState state, object fact)
    {
        if (fact is LedgerFacts.Taken { IsOwn: true })
        {
            WakePublishing(state.Project);
        }
    }

    private void WakePublishing(ProjectId project)
    {
        if (_added.TryGetValue(project, out var added))
        {
            lock (added)
            {
                if (added.CurrentCount == 0)
                {
                    added.Release();
                }
            }
        }
    }

    /// <summary>Reads what there is, so that it is seen without being asked for.</summary>
    private Task ReadAsync(ProjectId project, CancellationToken stopping) => TryAsync(
        project,
        async () =>
        {
            await book.LoadAsync(project, stopping).ConfigureAwait(false);
            return false;
        },
        stopping);

    private async Task RepeatAsync(ProjectId project, TimeSpan interval, CancellationToken stopping)
    {
        var wait = s_firstWait;
        while (true)
        {
            // Who is not pinned has no ledger that would be read, and whose are not read needs no scm that can.
            var mayDoBetter = transports.PeersOf(project).Any(static peer => peer.ForkId is not null)
                && await TryAsync(project, async () => (await book.FetchAsync(project, stopping).ConfigureAwait(false)).Any(static peer => peer.IsTransient), stopping).ConfigureAwait(false);
            wait = mayDoBetter ? EffectBackoff.Next(wait, s_longestWait) : s_firstWait;
            await Task.Delay(mayDoBetter && wait < interval ? wait : interval, time, stopping).ConfigureAwait(false);

            // What was brought to a place may be there no more.
            WakePublishing(project);
        }
    }

    /// <summary>Publishes what there is at the start, and then whenever something was added; a place may come to it by a registration. It may wait for a person, and holds up no fetching.</summary>
    private async Task PublishAsync(ProjectId project, bool hasPlaces, SemaphoreSlim added, CancellationToken stopping)
    {
        var wait = s_firstWait;
        while (true)
        {
            if (hasPlaces && await TryAsync(project, async () => (await publishing.PublishAsync(project, stopping).ConfigureAwait(false)).Any(static place => place.IsTransient), stopping).ConfigureAwait(false))
            {
                await Task.Delay(wait, time, stopping).ConfigureAwait(false);
                wait = EffectBackoff.Next(wait, s_longestWait);
                continue;
            }

            wait = s_firstWait;
            await added.WaitAsync(stopping).ConfigureAwait(false);
            await Task.Delay(s_gathering, time, stopping).ConfigureAwait(false);

            // It may have registered since.
            hasPlaces = publishing.HasPlaces(project);
        }
    }

    /// <summary>Does a piece of work; whether it should be tried again soon.</summary>
    private async Task<bool> TryAsync(ProjectId project, Func<Task<bool>> workAsync, CancellationToken stopping)
    {
        try
        {
            return await workAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            LogFailed(exception, project);
            return true;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The ledgers of project {Project} could not be exchanged. It is tried again.")]
    private partial void LogFailed(Exception exception, ProjectId project);
}
