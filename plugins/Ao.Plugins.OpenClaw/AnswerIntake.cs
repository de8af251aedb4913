using System.Text.Json;
using Ao.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.OpenClaw;

/// <summary>Takes the answers that the gateway's hook sends. What it replies is for whoever looks after the hook: nothing that is not for everybody is in it.</summary>
internal sealed partial class AnswerIntake(OpenQuestions questions, AnswerProof proof, IOptions<OpenClawOptions> options, ILogger<AnswerIntake> logger)
{
    private const int MaxBody = 64 * 1024;

    public async ValueTask<WebhookReply> ReceiveAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        if (options.Value.Answers is not { } answers || request.Body.Length > MaxBody || !proof.IsProved(request, answers.Secret))
        {
            return WebhookReply.Unproved;
        }

        if (Read(request.Body.Span) is not { } received)
        {
            return new WebhookReply(400, "The body is no answer of the hook.");
        }

        var person = $"{received.Channel}:{received.Sender}";
        if (!answers.Operators.Contains(person, StringComparer.Ordinal))
        {
            LogNotAllowed(logger, Printable.Quote(person));
            return new WebhookReply(403, "The sender may not answer.");
        }

        if (AnswerWords.Read(received.Text) is not { } words)
        {
            return new WebhookReply(422, "The text is no answer. Write 'ao yes CODE' or 'ao no CODE' and why.");
        }

        var question = await questions.AnswerAsync(words.Code, words.Approved, person, words.Reason, cancellationToken).ConfigureAwait(false);
        if (question is null)
        {
            return new WebhookReply(404, "No question has the code.");
        }

        var isFirst = !question.IsClosed && question.Answer is { } given && given.Operator == person && given.Approved == words.Approved && given.Reason == words.Reason;
        return isFirst ? WebhookReply.Accepted : new WebhookReply(409, "The question has an answer, or needs none any more.");
    }

    private static ReceivedAnswer? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, OpenClawJson.Default.ReceivedAnswer);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "'{Person}' has answered a question through OpenClaw and is not one of the operators (Answers:Operators). The answer is not taken.")]
    private static partial void LogNotAllowed(ILogger logger, string person);
}
