using System.Collections.Concurrent;
using Ao.Effects;
using Ao.Hosting;
using Ao.Sessions.Steps;
using Microsoft.Extensions.Logging;

namespace Ao.Sessions;

/// <summary>Submits the reports that sessions file, in order, beside what else is done for the session: a reporter that is away holds up nothing but reports.</summary>
internal sealed partial class ReportStage(SessionContext context, ReportSubmitter submitter, ILogger<ReportStage> logger) : IEngineStage, IDisposable
{
    private static readonly TimeSpan s_firstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<SessionId, Task> _submitting = new();
    private readonly CancellationTokenSource _stopping = new();

    public int Order => 410;

    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        context.Sessions.Changed += OnChanged;
        foreach (var state in context.Sessions.All)
        {
            OnChanged(state);
        }

        return ValueTask.CompletedTask;
    }

    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        context.Sessions.Changed -= OnChanged;
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_submitting.Values).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stopping.Dispose();

    private void OnChanged(SessionState state)
    {
        if (CanSubmit(state) && !_stopping.IsCancellationRequested)
        {
            // Made before it is started, so that the loop can only end behind its entry.
            var loop = new Task<Task>(() => SubmitAllAsync(state.Id, _stopping.Token));
            if (_submitting.TryAdd(state.Id, loop.Unwrap()))
            {
                loop.Start(TaskScheduler.Default);
            }
        }
    }

    private bool CanSubmit(SessionState state) => state.NextReport is not null && context.HasProject(state) && !context.Stops.IsClosed(state.Id);

    private async Task SubmitAllAsync(SessionId session, CancellationToken stopping)
    {
        var failures = 0;
        while (!stopping.IsCancellationRequested && context.Sessions.Get(session) is var state && CanSubmit(state))
        {
            try
            {
                await submitter.SubmitAsync(state, stopping).ConfigureAwait(false);
                failures = 0;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // The host stops; the next one goes on.
            }
            catch (Exception exception)
            {
                LogTryingAgain(exception, session, ++failures);
                var wait = TimeSpan.FromTicks(Math.Min(s_longestWait.Ticks, s_firstWait.Ticks << Math.Min(failures - 1, 10)));
                await Task.Delay(wait, context.Time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        _submitting.TryRemove(session, out _);
        OnChanged(context.Sessions.Get(session));
    }

    [LoggerMessage(LogLevel.Warning, "A report of session {Session} could not be submitted, failure {Failures} in a row. It is kept and tried again.")]
    private partial void LogTryingAgain(Exception exception, SessionId session, int failures);
}
