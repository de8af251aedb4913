using Ao.Commands;

namespace Ao.Git.Ledgers;

/// <summary>Ends a fetch that brings more than it may: not every remote can be told a limit.</summary>
internal sealed class SizeWatch(Func<long> measure, long limit, TimeProvider timeProvider)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(50);

    /// <returns>How the fetch ended, or <see langword="null"/> where it was ended.</returns>
    public async ValueTask<CommandResult?> RunAsync(Func<CancellationToken, ValueTask<CommandResult>> fetch, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var over = new CancellationTokenSource();
        var watching = WatchAsync(ending, over.Token);
        try
        {
            return await fetch(ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await watching.ConfigureAwait(false);
        }
    }

    private async Task WatchAsync(CancellationTokenSource ending, CancellationToken over)
    {
        using var timer = new PeriodicTimer(s_interval, timeProvider);
        try
        {
            while (measure() <= limit)
            {
                await timer.WaitForNextTickAsync(over).ConfigureAwait(false);
            }

            await ending.CancelAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The fetch is over.
        }
    }
}
