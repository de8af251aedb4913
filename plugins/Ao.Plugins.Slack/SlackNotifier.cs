using System.Text.Json;
using Ao.Channels;
using Ao.Notifiers;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.Slack;

/// <summary>Posts notifications and questions, changes questions that are closed, and hands on the answers.</summary>
internal sealed class SlackNotifier(SlackClient client, SentMessages sent, SlackCopies copies, OpenQuestions questions, SlackInteractions interactions, IOptions<SlackOptions> options, TimeProvider time) : INotifier, IConsentChannel, IConsentClosing, IWebhookReceiver
{
    private const int MaxKept = 3_000;

    public async ValueTask NotifyAsync(Notification notification, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var message = SlackMessages.Of(notification, options.Value);
        await sent.SendOnceAsync($"notify/{notification.Key}", () => TellAsync(notification, message, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask AskAsync(ConsentQuestion question, CancellationToken cancellationToken = default)
    {
        var (message, whole) = SlackMessages.Of(question, options.Value);
        var (title, kept) = (ChannelText.Cut(question.Title, MaxKept), ChannelText.Cut(whole, MaxKept));
        if (message.ConsentId is not null)
        {
            message = message with { Mark = copies.MarkOf(question.ConsentId) };
            await questions.OpenAsync(question, _ => question.ConsentId, cancellationToken).ConfigureAwait(false);
        }

        var id = IdOf(question.ConsentId);
        await sent.SendOnceAsync(
            id,
            async () =>
            {
                // Before it is posted: whatever breaks off, somebody may press a button on it.
                await copies.OpenAsync(question.ConsentId, title, kept, cancellationToken).ConfigureAwait(false);
                return (await PostAsync(id, message, id, thread: null, isShownInChannel: false, cancellationToken).ConfigureAwait(false)) with { Title = title, Text = kept };
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask CloseAsync(ConsentClosure closure, CancellationToken cancellationToken = default)
    {
        await questions.CloseAsync(closure.ConsentId, cancellationToken).ConfigureAwait(false);
        if (await copies.FindAsync(closure.ConsentId, cancellationToken).ConfigureAwait(false) is { } question && (question.Id == IdOf(closure.ConsentId) || question.Copies!.Count > 0))
        {
            var message = SlackMessages.Of(closure, question.Title ?? "", question.Text ?? "");
            await sent.SendOnceAsync($"closed/{closure.ConsentId}", () => ReplaceAsync(closure.ConsentId, question, message, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
    }

    public IAsyncEnumerable<ConsentAnswer> ReadAnswersAsync(CancellationToken cancellationToken = default) => questions.ReadAnswersAsync(cancellationToken);

    public ValueTask<WebhookReply> ReceiveAsync(WebhookRequest request, CancellationToken cancellationToken = default) => interactions.ReceiveAsync(request, cancellationToken);

    internal static string IdOf(string consent) => $"consent/{consent}";

    /// <summary>Posts a notification, in its session's thread where there is one.</summary>
    private async ValueTask<SentMessage> TellAsync(Notification notification, SlackMessage message, CancellationToken cancellationToken)
    {
        var id = $"notify/{notification.Key}";
        if (!options.Value.IsBot || !options.Value.Threads || notification.Session is not { } session)
        {
            return await PostAsync(id, message, notification.Key.Value, thread: null, isShownInChannel: false, cancellationToken).ConfigureAwait(false);
        }

        var threadId = $"thread/{options.Value.Channel}/{session}";
        if (await sent.FindAsync(threadId, cancellationToken).ConfigureAwait(false) is { } thread)
        {
            try
            {
                return await PostAsync(id, message, notification.Key.Value, thread.Place, notification.Priority >= NotificationPriority.Action, cancellationToken).ConfigureAwait(false);
            }
            catch (SlackRefusedException refused) when (refused.Error is "cannot_reply_to_message" or "thread_not_found" or "message_not_found")
            {
                // Somebody has taken the thread away: a new one begins.
            }
        }

        var first = await PostAsync(id, message, notification.Key.Value, thread: null, isShownInChannel: false, cancellationToken).ConfigureAwait(false);
        await sent.KeepAsync(first with { Id = threadId }).ConfigureAwait(false);
        return first;
    }

    private async ValueTask<SentMessage> PostAsync(string id, SlackMessage message, string? key, string? thread, bool isShownInChannel, CancellationToken cancellationToken)
    {
        if (!options.Value.IsBot)
        {
            await client.PostAsync(json => WriteObject(json, message.Write), cancellationToken).ConfigureAwait(false);
            return new SentMessage(id, time.GetUtcNow(), "");
        }

        var reply = await client.CallAsync("chat.postMessage", json => WriteObject(json, body => WritePost(body, message, key, thread, isShownInChannel)), cancellationToken).ConfigureAwait(false);
        return new SentMessage(id, time.GetUtcNow(), SlackPlace.Write(reply.Channel ?? options.Value.Channel!, reply.Stamp ?? ""));
    }

    private void WritePost(Utf8JsonWriter json, SlackMessage message, string? key, string? thread, bool isShownInChannel)
    {
        json.WriteString("channel", options.Value.Channel);
        message.Write(json);
        if (thread is not null)
        {
            json.WriteString("thread_ts", SlackPlace.Read(thread).Stamp);
            json.WriteBoolean("reply_broadcast", isShownInChannel);
        }

        if (key is not null)
        {
            json.WriteString("client_msg_id", SlackText.MessageId(key));
            json.WriteStartObject("metadata");
            json.WriteString("event_type", "ao_notification");
            json.WriteStartObject("event_payload");
            json.WriteString("key", key);
            json.WriteEndObject();
            json.WriteEndObject();
        }
    }

    /// <summary>Puts what became of a question in the place of each of its copies; an incoming webhook can only say it anew.</summary>
    private async ValueTask<SentMessage> ReplaceAsync(string consent, SentMessage question, SlackMessage message, CancellationToken cancellationToken)
    {
        var id = $"closed/{consent}";
        if (!options.Value.IsBot || question.Copies!.Count == 0)
        {
            return await PostAsync(id, message, key: null, thread: null, isShownInChannel: false, cancellationToken).ConfigureAwait(false);
        }

        foreach (var place in question.Copies)
        {
            await ReplaceAsync(place, message, cancellationToken).ConfigureAwait(false);
        }

        return new SentMessage(id, time.GetUtcNow(), question.Place);
    }

    private async ValueTask ReplaceAsync(string place, SlackMessage message, CancellationToken cancellationToken)
    {
        var (channel, stamp) = SlackPlace.Read(place);
        try
        {
            await client.CallAsync(
                "chat.update",
                json => WriteObject(json, body =>
                {
                    body.WriteString("channel", channel);
                    body.WriteString("ts", stamp);
                    message.Write(body);
                }),
                cancellationToken).ConfigureAwait(false);
        }
        catch (SlackRefusedException refused) when (refused.Error is "message_not_found" or "cant_update_message" or "edit_window_closed")
        {
            // It is gone, or cannot be changed any more: nobody is misled by it, since an answer to it is refused.
        }
        catch (OutcomeUnknownException exception)
        {
            // One that is changed twice is the same.
            throw new TransientException($"It cannot be seen whether the message of a question was changed; it may be changed again. {exception.Message}", innerException: exception);
        }
    }

    private static void WriteObject(Utf8JsonWriter json, Action<Utf8JsonWriter> write)
    {
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
    }
}
