using System.Collections.Concurrent;
using Ao.Hosting;
using Microsoft.Extensions.Logging;

namespace Ao.Effects;

/// <summary>The calls that have begun. Whoever asked for one may leave; it is carried through, and the engine waits for it before it stops.</summary>
internal sealed partial class EffectsUnderWay(ILogger<EffectsUnderWay> logger) : IEngineStage
{
    private readonly ConcurrentDictionary<Task, byte> _running = new();

    public int Order => 300;

    /// <summary>Waits for a call as long as the caller does. The call goes on when the caller leaves.</summary>
    public async ValueTask<T> WaitAsync<T>(OperationKey key, Task<T> call, CancellationToken cancellationToken)
    {
        var watched = WatchAsync(key, call, cancellationToken);
        _running.TryAdd(watched, 0);
        _ = watched.ContinueWith(task => _running.TryRemove(task, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return await call.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public ValueTask StartAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public async ValueTask StopAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(_running.Keys).WaitAsync(cancellationToken).ConfigureAwait(false);

    private async Task WatchAsync(OperationKey key, Task call, CancellationToken cancellationToken)
    {
        try
        {
            await call.ConfigureAwait(false);
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested)
        {
            // Nobody waits for it any more, so that nobody else would be told.
            if (exception is not OperationCanceledException)
            {
                LogLost(exception, key);
            }
        }
        catch (Exception)
        {
            // The caller is told: it waits for the very same task.
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What became of operation {Key} could not be recorded. It is read back when the host starts again.")]
    private partial void LogLost(Exception exception, OperationKey key);
}
