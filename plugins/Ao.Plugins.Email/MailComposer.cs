using System.Net;
using System.Security.Cryptography;
using System.Text;
using Ao.Channels;
using Ao.Notifiers;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Ao.Plugins.Email;

/// <summary>Writes mails. What comes from outside is text in them, never a header of its own and never markup.</summary>
internal sealed class MailComposer(IOptions<EmailOptions> options)
{
    private const int MaxSubject = 200;
    private const int MaxBody = 200_000;

    public MimeMessage Compose(Notification notification)
    {
        var about = notification.Session?.Value ?? notification.Project?.Value;
        var message = MessageFor(notification.Key, about, notification.Title, notification.Priority, notification.At);
        Thread(message, notification.Session);
        message.Body = BodyOf(notification.Title, ChannelText.Cut(Printable.Clean(notification.Body), MaxBody));
        return message;
    }

    public MimeMessage Compose(ConsentQuestion question, OperationKey key, DateTimeOffset at)
    {
        var message = MessageFor(key, question.Session?.Value, $"Consent wanted: {question.Title}", NotificationPriority.Action, at);
        Thread(message, question.Session);
        message.Body = BodyOf(question.Title, QuestionText.Of(question) + "\n\nAnswers to this mail are not read: answer where you work with Ao.");
        return message;
    }

    public MimeMessage Compose(ConsentClosure closure, OperationKey key, OperationKey question, DateTimeOffset at)
    {
        var message = MessageFor(key, null, "A question needs no answer any more", NotificationPriority.Info, at);
        message.InReplyTo = IdOf(question);
        message.References.Add(IdOf(question));
        message.Body = BodyOf("A question needs no answer any more", QuestionText.Of(closure));
        return message;
    }

    private static Multipart BodyOf(string title, string text)
    {
        var line = ChannelText.Cut(Printable.Line(title), MaxSubject);
        var body = text.Length > 0 ? text : line;

        // Nothing but paragraphs: no links and no pictures, so that nothing is loaded when it is read.
        var html = $"<!DOCTYPE html><html><body><p><strong>{WebUtility.HtmlEncode(line)}</strong></p><pre style=\"white-space:pre-wrap;font-family:inherit\">{WebUtility.HtmlEncode(body)}</pre></body></html>";
        return new MultipartAlternative { Part("plain", text.Length > 0 ? $"{line}\n\n{body}" : line), Part("html", html) };
    }

    private static TextPart Part(string kind, string text)
    {
        var part = new TextPart(kind) { ContentTransferEncoding = ContentEncoding.Base64 };
        part.SetText(Encoding.UTF8, text);
        return part;
    }

    private MimeMessage MessageFor(OperationKey key, string? about, string title, NotificationPriority priority, DateTimeOffset at)
    {
        var message = new MimeMessage { MessageId = IdOf(key), Date = at, Subject = ChannelText.Cut(Printable.Line(about is null ? $"[Ao] {title}" : $"[Ao {about}] {title}"), MaxSubject) };
        message.From.Add(MailAddress.Parse(options.Value.From));
        message.To.AddRange(options.Value.To.Select(MailAddress.Parse));
        (message.Importance, message.Priority, message.XPriority) = priority switch
        {
            NotificationPriority.Urgent => (MessageImportance.High, MessagePriority.Urgent, XMessagePriority.Highest),
            NotificationPriority.Action => (MessageImportance.High, MessagePriority.Normal, XMessagePriority.High),
            NotificationPriority.Info => (MessageImportance.Low, MessagePriority.NonUrgent, XMessagePriority.Low),
            _ => (MessageImportance.Normal, MessagePriority.Normal, XMessagePriority.Normal),
        };

        // Vacation notices and other robots do not answer it.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        message.Headers.Add("X-Ao-Operation", key.Value);
        return message;
    }

    /// <summary>Makes all mails of a session one conversation: they refer to an id that no mail has, which mail programs group by.</summary>
    private void Thread(MimeMessage message, SessionId? session)
    {
        if (session is { } id)
        {
            var root = IdOf(new OperationKey($"thread/{id.Value}"));
            message.InReplyTo = root;
            message.References.Add(root);
        }
    }

    private string IdOf(OperationKey key) =>
        $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(key.Value)).AsSpan(0, 20))}@{MailAddress.Parse(options.Value.From).Domain}";
}
