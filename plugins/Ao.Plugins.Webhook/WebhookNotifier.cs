using Ao.Channels;
using Ao.Notifiers;

namespace Ao.Plugins.Webhook;

/// <summary>Takes notifications and questions into the targets' durable queues. It never waits for a receiver.</summary>
/// <remarks>It shows questions and brings no answer back: whoever can post to a host is not thereby a person. Answers are given where an operator is authenticated.</remarks>
internal sealed class WebhookNotifier(WebhookQueues queues, TimeProvider timeProvider) : INotifier, IConsentChannel, IConsentClosing
{
    private const int MaxTitle = 1024;
    private const int MaxBody = 256 * 1024;

    public ValueTask NotifyAsync(Notification notification, CancellationToken cancellationToken = default) =>
        QueueAsync(WebhookMessage.From(notification with { Title = ChannelText.Cut(notification.Title, MaxTitle), Body = ChannelText.Cut(notification.Body, MaxBody) }), cancellationToken);

    public ValueTask AskAsync(ConsentQuestion question, CancellationToken cancellationToken = default) =>
        QueueAsync(WebhookMessage.From(question, timeProvider.GetUtcNow()), cancellationToken);

    public ValueTask CloseAsync(ConsentClosure closure, CancellationToken cancellationToken = default) =>
        QueueAsync(WebhookMessage.From(closure, timeProvider.GetUtcNow()), cancellationToken);

    public IAsyncEnumerable<ConsentAnswer> ReadAnswersAsync(CancellationToken cancellationToken = default) => NoAnswers.ReadAsync(timeProvider, cancellationToken);

    private async ValueTask QueueAsync(WebhookMessage message, CancellationToken cancellationToken)
    {
        if (queues.All.Count == 0)
        {
            throw new AoException("The webhook notifier has no target. Add one under Targets in the plugin's options.");
        }

        try
        {
            foreach (var queue in queues.All)
            {
                await queue.AddAsync(message, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TransientException($"The notification '{Printable.Quote(message.Key.Value)}' could not be queued: {exception.Message}", innerException: exception);
        }
    }
}
