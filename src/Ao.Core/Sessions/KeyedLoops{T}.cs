using System.Collections.Concurrent;

namespace Ao.Sessions;

/// <summary>Runs a loop for each key for which there is something to do, beside all others, until it is done or the host stops. What fails is tried again, at growing intervals.</summary>
/// <typeparam name="TKey">What a loop is for.</typeparam>
internal sealed class KeyedLoops<TKey>(TimeProvider time) : IDisposable
    where TKey : notnull
{
    private static readonly TimeSpan s_firstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<TKey, Task> _running = new();
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Starts the loop of a key, unless it runs or the host stops.</summary>
    /// <param name="key">The key.</param>
    /// <param name="workAsync">Does the next piece of work; gives <see langword="false"/> where nothing is left.</param>
    /// <param name="failed">Is told of a failure, and how many there were in a row.</param>
    /// <param name="ended">Is called when the loop has ended, so that what came up meanwhile gets another.</param>
    public void Start(TKey key, Func<CancellationToken, Task<bool>> workAsync, Action<Exception, int> failed, Action ended)
    {
        if (_stopping.IsCancellationRequested)
        {
            return;
        }

        // Made before it is started, so that the loop can only end behind its entry.
        var loop = new Task<Task>(() => RunAsync(key, workAsync, failed, ended));
        if (_running.TryAdd(key, loop.Unwrap()))
        {
            loop.Start(TaskScheduler.Default);
        }
    }

    /// <summary>Ends the loops.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_running.Values).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stopping.Dispose();

    private async Task RunAsync(TKey key, Func<CancellationToken, Task<bool>> workAsync, Action<Exception, int> failed, Action ended)
    {
        var stopping = _stopping.Token;
        var failures = 0;
        var isLeft = true;
        while (isLeft && !stopping.IsCancellationRequested)
        {
            try
            {
                isLeft = await workAsync(stopping).ConfigureAwait(false);
                failures = 0;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // The host stops; the next one goes on.
            }
            catch (Exception exception)
            {
                failed(exception, ++failures);
                var wait = TimeSpan.FromTicks(Math.Min(s_longestWait.Ticks, s_firstWait.Ticks << Math.Min(failures - 1, 10)));
                await Task.Delay(wait, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        _running.TryRemove(key, out _);
        ended();
    }
}
