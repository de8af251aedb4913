using Ao.Notifiers;

namespace Ao.Plugins.Webhook;

/// <summary>Takes notifications into the targets' durable queues. It never waits for a receiver.</summary>
internal sealed class WebhookNotifier(WebhookQueues queues) : INotifier
{
    private const int MaxTitle = 1024;
    private const int MaxBody = 256 * 1024;

    public async ValueTask NotifyAsync(Notification notification, CancellationToken cancellationToken = default)
    {
        if (queues.All.Count == 0)
        {
            throw new AoException("The webhook notifier has no target. Add one under Targets in the plugin's options.");
        }

        if (notification.Title.Length > MaxTitle || notification.Body.Length > MaxBody)
        {
            throw new AoException($"The notification '{Printable.Quote(notification.Title)}' is too long: a title can have {MaxTitle} characters and a body {MaxBody}. Shorten it.");
        }

        var message = WebhookMessage.From(notification);
        try
        {
            foreach (var queue in queues.All)
            {
                await queue.AddAsync(message, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TransientException($"The notification '{Printable.Quote(notification.Key.Value)}' could not be queued: {exception.Message}", innerException: exception);
        }
    }
}
