using Ao.Channels;
using Ao.Notifiers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.Slack;

/// <summary>Takes the buttons that people press. Who is proved to be one of the operators answers; whoever else presses changes nothing.</summary>
internal sealed partial class SlackInteractions(SlackProof proof, SentMessages sent, AnswerInbox inbox, IOptions<SlackOptions> options, ILogger<SlackInteractions> logger)
{
    private static readonly WebhookReply s_taken = new(200);
    private static readonly WebhookReply s_unreadable = new(400);
    private static readonly WebhookReply s_busy = new(503);

    public async ValueTask<WebhookReply> ReceiveAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        if (!proof.IsProved(request))
        {
            return WebhookReply.Unproved;
        }

        if (SlackPress.Read(request.Body) is not { } press)
        {
            return s_unreadable;
        }

        if (!options.Value.Operators.Contains(press.User, StringComparer.Ordinal))
        {
            LogNotAllowed(Printable.Quote(press.User), Printable.Quote(press.ConsentId));
            return s_taken;
        }

        // The question that was asked here, and the message that it was asked by: a button of another message answers nothing.
        if (await sent.FindAsync(SlackNotifier.IdOf(press.ConsentId), cancellationToken).ConfigureAwait(false) is not { } question || question.Place != press.Place)
        {
            LogNotAsked(Printable.Quote(press.User), Printable.Quote(press.ConsentId));
            return s_taken;
        }

        if (!proof.IsFirst(request))
        {
            return s_taken;
        }

        return inbox.TryAdd(new ConsentAnswer(press.ConsentId, press.Approved, press.User)) ? s_taken : s_busy;
    }

    [LoggerMessage(1, LogLevel.Warning, "The Slack user {User} pressed a button of consent {ConsentId}, and is not one of those who may answer. Nothing comes of it.")]
    private partial void LogNotAllowed(string user, string consentId);

    [LoggerMessage(2, LogLevel.Warning, "The Slack user {User} pressed a button of consent {ConsentId}, which this plugin did not ask with that message. Nothing comes of it.")]
    private partial void LogNotAsked(string user, string consentId);
}
