using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.Webhook;

/// <summary>Delivers what the queues hold: one worker a target, so that a slow one delays no other.</summary>
internal sealed partial class WebhookDelivery(
    WebhookQueues queues,
    WebhookClient client,
    DeadLetters deadLetters,
    IOptions<WebhookOptions> options,
    TimeProvider timeProvider,
    ILogger<WebhookDelivery> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(queues.All.Select(queue => WorkAsync(queue, stoppingToken)));

    private async Task WorkAsync(WebhookQueue queue, CancellationToken cancellationToken)
    {
        var failures = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            TimeSpan? asked = null;
            try
            {
                asked = await DeliverFirstAsync(queue, cancellationToken).ConfigureAwait(false);
                failures = asked is null ? 0 : failures + 1;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                failures++;
                LogQueueFailed(logger, queue.Target, exception);
            }

            if (failures > 0)
            {
                var delay = RetrySchedule.DelayAfter(failures, options.Value.RetryDelay, options.Value.MaxRetryDelay, asked, Random.Shared.NextDouble());
                await Task.Delay(delay, timeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Makes one attempt for the oldest message.</summary>
    /// <returns><see langword="null"/> where it is out of the queue, or else how long the receiver asked to wait, zero where it asked for nothing.</returns>
    private async ValueTask<TimeSpan?> DeliverFirstAsync(WebhookQueue queue, CancellationToken cancellationToken)
    {
        var (number, queued) = await queue.PeekAsync(cancellationToken).ConfigureAwait(false);
        var result = await client.SendAsync(queue.Target, queued.Message, cancellationToken).ConfigureAwait(false);
        if (result.Outcome == SendOutcome.TryAgain && timeProvider.GetUtcNow() - queued.QueuedAt < options.Value.GiveUpAfter)
        {
            LogTryAgain(logger, queued.Message.Key.Value, queue.Target, result.Reason);
            return result.RetryAfter ?? TimeSpan.Zero;
        }

        if (result.Outcome != SendOutcome.Delivered)
        {
            await deadLetters.AddAsync(queue.Target, result.Reason, queued.Message, cancellationToken).ConfigureAwait(false);
        }

        queue.Remove(number);
        return null;
    }

    [LoggerMessage(1, LogLevel.Warning, "The notification {Key} was not yet delivered to the webhook target {Target}: {Reason}. It is tried again.")]
    private static partial void LogTryAgain(ILogger logger, string key, string target, string reason);

    [LoggerMessage(2, LogLevel.Error, "The queue of the webhook target {Target} cannot be read or written. It is tried again.")]
    private static partial void LogQueueFailed(ILogger logger, string target, Exception exception);
}
