using System.Collections.Concurrent;
using Ao.Hosting;
using Ao.Sessions.Admission;
using Ao.Sessions.Steps;
using Microsoft.Extensions.Logging;

namespace Ao.Sessions;

/// <summary>Keeps a runner for every session that has something to do, from the start of the host to its stop.</summary>
internal sealed partial class SessionSupervisor(SessionContext context, SessionSteps steps, AdmissionController admission, SessionRecovery recovery, ILoggerFactory loggers) : IEngineStage
{
    private readonly ConcurrentDictionary<SessionId, SessionRunner> _runners = new();
    private readonly ILogger<SessionSupervisor> _logger = loggers.CreateLogger<SessionSupervisor>();
    private volatile bool _running;

    public int Order => 400;

    /// <summary>Gets what the start found and did.</summary>
    public RecoveryReport Recovery => context.Recovery.Report;

    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        foreach (var state in context.Sessions.All)
        {
            if (state.IsEnded(SessionStatus.Stopped))
            {
                context.Gate.Close(state.Id);
            }
        }

        await recovery.LookAsync(cancellationToken).ConfigureAwait(false);
        var found = Recovery;
        LogRecovering(found.Pending.Count, found.Unreachable.Count, found.Unattended.Count, found.Orphans.Count, found.Duration);
        _running = true;
        context.Sessions.Changed += OnChanged;

        // Those that run take their places before those that wait for one.
        foreach (var state in context.Sessions.All.OrderByDescending(static state => state.HasLiveRun).ThenBy(static state => state.RequestedAt))
        {
            OnChanged(state);
        }
    }

    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        _running = false;
        context.Sessions.Changed -= OnChanged;
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
        if (_runners.TryGetValue(state.Id, out var known))
        {
            known.Wake();
            return;
        }

        if (!_running || context.NextOf(state) == SessionStep.Rest)
        {
            return;
        }

        var ticket = state.HasLiveRun ? admission.Adopt(state.Request.Project) : null;
        var runner = new SessionRunner(state.Id, context, steps, admission, ticket, loggers.CreateLogger<SessionRunner>());
        if (_runners.TryAdd(state.Id, runner))
        {
            runner.Start();
        }
        else
        {
            ticket?.Dispose();
        }
    }

    [LoggerMessage(LogLevel.Information, "The runtimes answered in {Duration}: {Sessions} sessions go on, {Unreachable} cannot be reached, {Unattended} have no project any more, {Orphans} orphaned processes are left alone.")]
    private partial void LogRecovering(int sessions, int unreachable, int unattended, int orphans, TimeSpan duration);
}
