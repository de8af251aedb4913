namespace Ao.PullRequests.Watch;

/// <summary>Lets a loop wait until its time has come or somebody wakes it, and lets somebody wait for what the loop does next.</summary>
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

    /// <summary>Begins a round: whoever asks from now on waits for the next one.</summary>
    public TaskCompletionSource Take()
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
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            _next.TrySetCanceled();
        }
    }

    /// <summary>Waits until it is woken or the time is over.</summary>
    /// <param name="pause">How long at most; <see langword="null"/> for ever.</param>
    /// <param name="cancellationToken">The token that ends waiting, without an error.</param>
    public async Task WaitAsync(TimeSpan? pause, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var woken = _woken.WaitAsync(ending.Token);
        var over = Task.Delay(pause ?? Timeout.InfiniteTimeSpan, time, ending.Token);
        await Task.WhenAny(woken, over).ConfigureAwait(false);
        await ending.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(woken, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _woken.Dispose();

    private static TaskCompletionSource New()
    {
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        // Nobody may wait for a round; its failure is logged where it happens.
        source.Task.ContinueWith(static task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return source;
    }
}
