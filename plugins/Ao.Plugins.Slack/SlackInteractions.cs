using Ao.Channels;
using Ao.Notifiers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.Slack;

/// <summary>Takes the buttons that people press. Who is proved to be one of the operators answers; whoever else presses changes nothing.</summary>
internal sealed partial class SlackInteractions(SlackProof proof, SlackCopies copies, OpenQuestions questions, IOptions<SlackOptions> options, ILogger<SlackInteractions> logger)
{
    private static readonly WebhookReply s_taken = new(200);
    private static readonly WebhookReply s_notOpen = new(404);
    private static readonly WebhookReply s_unreadable = new(400);

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

        // The question that was asked here, and a message that it was asked by: a button of another message answers nothing.
        if (!await copies.TakeAsync(press, cancellationToken).ConfigureAwait(false))
        {
            LogNotAsked(Printable.Quote(press.User), Printable.Quote(press.ConsentId));
            return s_taken;
        }

        // Slack is told that it is taken when it is durable. One that comes again finds the question answered.
        if (await questions.AnswerAsync(press.ConsentId, press.Approved, press.User, reason: null, cancellationToken).ConfigureAwait(false) is null)
        {
            LogNotOpen(Printable.Quote(press.User), Printable.Quote(press.ConsentId));
            return s_notOpen;
        }

        return s_taken;
    }

    [LoggerMessage(1, LogLevel.Warning, "The Slack user {User} pressed a button of consent {ConsentId}, and is not one of those who may answer. Nothing comes of it.")]
    private partial void LogNotAllowed(string user, string consentId);

    [LoggerMessage(2, LogLevel.Warning, "The Slack user {User} pressed a button of consent {ConsentId}, which this plugin did not ask with that message. Nothing comes of it.")]
    private partial void LogNotAsked(string user, string consentId);

    [LoggerMessage(3, LogLevel.Warning, "The Slack user {User} pressed a button of consent {ConsentId}, of which nothing is kept any more. Nothing comes of it.")]
    private partial void LogNotOpen(string user, string consentId);
}
