namespace Ao.Sessions;

/// <summary>Runs a loop whose rounds come when their time has come or somebody wakes it, and lets somebody wait for the next round.</summary>
internal sealed class WatchAlarm(TimeProvider time) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _woken = new(0, 1);
    private TaskCompletionSource _next = New();
    private bool _isClosed;

    public void Wake()
    {
        lock (_lock)
        {
            if (_woken.CurrentCount == 0)
            {
                _woken.Release();
            }
        }
    }

    /// <summary>Wakes the loop, and waits for the round that begins after this call.</summary>
    public Task RequestAsync(CancellationToken cancellationToken)
    {
        Task round;
        lock (_lock)
        {
            round = _next.Task;
        }

        Wake();
        return round.WaitAsync(cancellationToken);
    }

    /// <summary>Does round after round until it is stopped, and waits between them.</summary>
    /// <param name="round">Does a round, and gives how long until the next one; <see langword="null"/> for ever. What is given to it ends the waiting of those who asked for the round, for a round that has something to do after that.</param>
    /// <param name="failed">Told of a round that failed, and how many did so in a row; gives how long until the next one.</param>
    /// <param name="stopping">The token that ends it, without an error.</param>
    public async Task RunAsync(Func<TaskCompletionSource, CancellationToken, Task<TimeSpan?>> round, Func<Exception, int, TimeSpan?> failed, CancellationToken stopping)
    {
        var failures = 0;
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                var waiting = Take();
                TimeSpan? pause;
                try
                {
                    pause = await round(waiting, stopping).ConfigureAwait(false);
                    failures = 0;
                    waiting.TrySetResult();
                }
                catch (OperationCanceledException) when (stopping.IsCancellationRequested)
                {
                    waiting.TrySetCanceled(stopping);
                    return;
                }
                catch (Exception exception)
                {
                    pause = failed(exception, ++failures);
                    waiting.TrySetException(exception);
                }

                await WaitAsync(pause, stopping).ConfigureAwait(false);
            }
        }
        finally
        {
            Close();
        }
    }

    public void Dispose() => _woken.Dispose();

    /// <summary>Begins a round: whoever asks from now on waits for the next one.</summary>
    private TaskCompletionSource Take()
    {
        lock (_lock)
        {
            var round = _next;
            if (!_isClosed)
            {
                _next = New();
            }

            return round;
        }
    }

    /// <summary>Says that no round will begin any more.</summary>
    private void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            _next.TrySetCanceled();
        }
    }

    /// <summary>Waits until it is woken or the time is over.</summary>
    private async Task WaitAsync(TimeSpan? pause, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var woken = _woken.WaitAsync(ending.Token);
        var over = Task.Delay(pause ?? Timeout.InfiniteTimeSpan, time, ending.Token);
        await Task.WhenAny(woken, over).ConfigureAwait(false);
        await ending.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(woken, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static TaskCompletionSource New()
    {
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        // Nobody may wait for a round; its failure is logged where it happens.
        source.Task.ContinueWith(static task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return source;
    }
}
