namespace Ao.Plugins;

/// <summary>Waits for a plugin no longer than it may take.</summary>
internal static class Deadline
{
    /// <summary>Runs a call with a token that is cancelled when the time is up. A call that does not heed it is left to itself.</summary>
    /// <remarks>On another thread: a plugin may hang before it comes to its first await.</remarks>
    /// <exception cref="DeadlineException">The call did not end in time.</exception>
    public static async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call, TimeSpan limit, TimeProvider time, params CancellationToken[] tokens)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource([.. tokens, CancellationToken.None]);
        var token = source.Token;
        var running = Task.Run(() => call(token), CancellationToken.None);
        try
        {
            return await running.WaitAsync(limit, time, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!running.IsCompleted)
        {
            await source.CancelAsync().ConfigureAwait(false);
            throw new DeadlineException(limit);
        }
    }

    /// <inheritdoc cref="RunAsync{T}(Func{CancellationToken, Task{T}}, TimeSpan, TimeProvider, CancellationToken[])"/>
    public static Task RunAsync(Func<CancellationToken, Task> call, TimeSpan limit, TimeProvider time, params CancellationToken[] tokens) => RunAsync(
        async token =>
        {
            await call(token).ConfigureAwait(false);
            return true;
        },
        limit,
        time,
        tokens);
}
