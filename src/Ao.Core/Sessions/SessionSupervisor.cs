using System.Collections.Concurrent;
using Ao.Effects;
using Ao.Hosting;
using Ao.Sessions.Admission;
using Ao.Sessions.Steps;
using Microsoft.Extensions.Logging;

namespace Ao.Sessions;

/// <summary>Keeps a runner for every session that has something to do, from the start of the host to its stop.</summary>
internal sealed partial class SessionSupervisor(SessionContext context, SessionSteps steps, AdmissionController admission, SessionRecovery recovery, ILoggerFactory loggers) : IEngineStage
{
    /// <summary>How long a session may go without being looked at. Whatever was overlooked is seen then.</summary>
    private static readonly TimeSpan s_lookInterval = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<SessionId, SessionRunner> _runners = new();
    private readonly ILogger<SessionSupervisor> _logger = loggers.CreateLogger<SessionSupervisor>();
    private readonly BackgroundLoop _looks = new();
    private readonly Lock _lock = new();
    private bool _running;

    public int Order => 400;

    /// <summary>Gets what the start found and did.</summary>
    public RecoveryReport Recovery => context.Recovery.Report;

    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        foreach (var state in context.Sessions.All)
        {
            context.Stops.Follow(state);
        }

        await recovery.LookAsync(cancellationToken).ConfigureAwait(false);
        var found = Recovery;
        LogRecovering(found.Pending.Count, found.Unreachable.Count, found.Unattended.Count, found.Orphans.Count, found.Duration);
        lock (_lock)
        {
            _running = true;
        }

        context.Sessions.Changed += OnChanged;
        LookAtAll();
        _looks.Start(LookAsync);
    }

    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        await _looks.StopAsync(cancellationToken).ConfigureAwait(false);
        context.Sessions.Changed -= OnChanged;
        lock (_lock)
        {
            // From here on no runner is made, so that none is left over.
            _running = false;
        }

        await Task.WhenAll(_runners.Values.Select(static runner => runner.DisposeAsync().AsTask())).WaitAsync(cancellationToken).ConfigureAwait(false);
        _runners.Clear();
    }

    /// <summary>Breaks off what is being done for a session, so that it is decided anew.</summary>
    public void Interrupt(SessionId session)
    {
        if (_runners.TryGetValue(session, out var runner))
        {
            runner.Interrupt();
        }
    }

    private void OnChanged(SessionState state)
    {
        // The gate first: what is woken then finds it as the journal says.
        context.Stops.Follow(state);
        Look(state);
    }

    private void Look(SessionState state)
    {
        if (_runners.TryGetValue(state.Id, out var known))
        {
            known.Wake();
            return;
        }

        if (context.NextOf(state) == SessionStep.Rest)
        {
            return;
        }

        lock (_lock)
        {
            if (!_running)
            {
                return;
            }

            if (_runners.ContainsKey(state.Id))
            {
                return;
            }

            var ticket = state.HasLiveRun ? admission.Adopt(state.Request.Project) : null;
            var runner = new SessionRunner(state.Id, context, steps, admission, ticket, Retire, loggers.CreateLogger<SessionRunner>());
            _runners[state.Id] = runner;
            runner.Start();
        }
    }

    /// <summary>Removes the runner of a session for which nothing is left to do. What has come up since is given to a new one.</summary>
    private void Retire(SessionRunner runner)
    {
        _runners.TryRemove(new KeyValuePair<SessionId, SessionRunner>(runner.Id, runner));
        Look(context.Sessions.Get(runner.Id));
    }

    private async Task LookAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(s_lookInterval, context.Time);
        while (await timer.WaitForNextTickAsync(stopping).ConfigureAwait(false))
        {
            LookAtAll();
        }
    }

    private void LookAtAll()
    {
        // Those that run take their places before those that wait for one.
        foreach (var state in context.Sessions.All.OrderByDescending(static state => state.HasLiveRun).ThenBy(static state => state.RequestedAt))
        {
            Look(state);
        }
    }

    [LoggerMessage(LogLevel.Information, "The runtimes answered in {Duration}: {Sessions} sessions go on, {Unreachable} cannot be reached, {Unattended} have no project any more, {Orphans} orphaned processes are left alone.")]
    private partial void LogRecovering(int sessions, int unreachable, int unattended, int orphans, TimeSpan duration);
}
