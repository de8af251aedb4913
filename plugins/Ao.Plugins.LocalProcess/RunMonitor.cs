using System.Collections.Concurrent;
using Ao.Runtimes;
using Microsoft.Extensions.Logging;

namespace Ao.Plugins.LocalProcess;

/// <summary>Looks after all runs with one timer: often while something moves, seldom while nothing does.</summary>
internal sealed partial class RunMonitor(TimeProvider timeProvider, ILogger<RunMonitor> logger) : IAsyncDisposable
{
    private static readonly TimeSpan s_busy = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_idle = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_cooling = TimeSpan.FromMilliseconds(500);
    private readonly ConcurrentDictionary<RunId, MonitoredRun> _runs = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private PeriodicTimer? _timer;
    private Task _loop = Task.CompletedTask;
    private long _lastMove;
    private bool _disposed;

    /// <summary>Takes a run under watch, or gives the one that is.</summary>
    public MonitoredRun Watch(RunFolder folder, RunRecord record)
    {
        lock (_gate)
        {
            if (_runs.TryGetValue(folder.Run, out var known) && known.Record.Nonce == record.Nonce)
            {
                return known;
            }

            var run = new MonitoredRun(folder, record);
            if (!run.HasEnded)
            {
                _runs[folder.Run] = run;
                Wake();
            }

            return run;
        }
    }

    public void Forget(RunId run) => _runs.TryRemove(run, out _);

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        _timer?.Dispose();
        _stopping.Dispose();
    }

    private void Wake()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _lastMove = timeProvider.GetTimestamp();
        if (_timer is null)
        {
            _timer = new PeriodicTimer(s_busy, timeProvider);
            _loop = LoopAsync(_timer);
        }
        else if (_timer.Period != s_busy)
        {
            _timer.Period = s_busy;
        }
    }

    private async Task LoopAsync(PeriodicTimer timer)
    {
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token).ConfigureAwait(false))
            {
                var moved = LookAtAll();
                lock (_gate)
                {
                    if (moved)
                    {
                        _lastMove = timeProvider.GetTimestamp();
                    }

                    var period = timeProvider.GetElapsedTime(_lastMove) < s_cooling ? s_busy : s_idle;
                    if (timer.Period != period)
                    {
                        timer.Period = period;
                    }
                }
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Disposed: the runs go on without being watched.
        }
    }

    private bool LookAtAll()
    {
        var anyMoved = false;
        foreach (var run in _runs.Values)
        {
            try
            {
                var kept = run.KeepsAllOutput;
                anyMoved |= run.Look();
                if (run.KeepsAllOutput && !kept)
                {
                    LogKeepsAll(run.Folder.Run);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                LogUnreadable(run.Folder.Run, exception);
            }

            if (run.HasEnded)
            {
                _runs.TryRemove(new(run.Folder.Run, run));
            }
        }

        return anyMoved;
    }

    [LoggerMessage(1, LogLevel.Warning, "The file system cannot release old output of run {Run}: all of it is kept. Put the data folder on ext4, xfs, btrfs or tmpfs.")]
    private partial void LogKeepsAll(RunId run);

    [LoggerMessage(2, LogLevel.Warning, "The output of run {Run} could not be looked at; it will be tried again.")]
    private partial void LogUnreadable(RunId run, Exception exception);
}
