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
    public RecoveryReport Recovery { get; private set; } = RecoveryReport.Nothing;

    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        foreach (var state in context.Sessions.All)
        {
            if (state.IsEnded(SessionStatus.Stopped))
            {
                context.Gate.Close(state.Id);
            }
        }

        Recovery = await recovery.LookAsync(cancellationToken).ConfigureAwait(false);
        LogRecovered(Recovery.Adopted.Count, Recovery.Ended.Count, Recovery.Resumed.Count, Recovery.Orphans.Count, Recovery.Duration);
        _running = true;
        context.Sessions.Changed += OnChanged;
        foreach (var state in context.Sessions.All)
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

        var runner = new SessionRunner(state.Id, context, steps, admission, loggers.CreateLogger<SessionRunner>());
        if (_runners.TryAdd(state.Id, runner))
        {
            runner.Start();
        }
    }

    [LoggerMessage(LogLevel.Information, "Sessions recovered in {Duration}: {Adopted} adopted, {Ended} ended meanwhile, {Resumed} resumed, {Orphans} orphaned processes left alone.")]
    private partial void LogRecovered(int adopted, int ended, int resumed, int orphans, TimeSpan duration);
}
