using Ao.Channels;
using Ao.Notifiers;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.OpenClaw;

/// <summary>Brings notifications and questions to the operator through the gateway, and answers back from its hook.</summary>
internal sealed class OpenClawNotifier(Outgoing outgoing, GatewayClient client, OpenQuestions questions, AnswerIntake intake, RefusedNotes refused, IOptions<OpenClawOptions> options, TimeProvider timeProvider)
    : INotifier, IConsentChannel, IConsentClosing, IWebhookReceiver, ISelfCheck
{
    public ValueTask NotifyAsync(Notification notification, CancellationToken cancellationToken = default) => outgoing.NotifyAsync(notification, cancellationToken);

    public async ValueTask AskAsync(ConsentQuestion question, CancellationToken cancellationToken = default)
    {
        // Nobody says yes to what they were not shown.
        var code = options.Value.Answers is { } answers && AgentText.ShowsWhole(question)
            ? (await questions.OpenAsync(question, turn => QuestionCode.Of(answers.Secret, question.ConsentId, turn), cancellationToken).ConfigureAwait(false)).Code
            : null;
        await outgoing.TellAsync(KeyOf(question.ConsentId), AgentText.Of(question, code), question.Session, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask CloseAsync(ConsentClosure closure, CancellationToken cancellationToken = default)
    {
        var question = await questions.CloseAsync(closure.ConsentId, cancellationToken).ConfigureAwait(false);
        var asked = KeyOf(closure.ConsentId);
        await outgoing.TellAsync(new OperationKey($"{asked.Value}/closed"), AgentText.Of(closure, question?.Code), question?.Session, cancellationToken, follows: asked).ConfigureAwait(false);
    }

    public IAsyncEnumerable<ConsentAnswer> ReadAnswersAsync(CancellationToken cancellationToken = default) =>
        options.Value.Answers is null ? NoAnswers.ReadAsync(timeProvider, cancellationToken) : questions.ReadAnswersAsync(cancellationToken);

    public ValueTask<WebhookReply> ReceiveAsync(WebhookRequest request, CancellationToken cancellationToken = default) => intake.ReceiveAsync(request, cancellationToken);

    public async ValueTask<IReadOnlyList<SelfCheckFinding>> InspectSelfAsync(CancellationToken cancellationToken = default)
    {
        var gateway = await InspectGatewayAsync(cancellationToken).ConfigureAwait(false);
        return refused.Find() is { } kept ? [gateway, kept] : [gateway];
    }

    private static OperationKey KeyOf(string consentId) => new($"consent/{consentId}");

    private async ValueTask<SelfCheckFinding> InspectGatewayAsync(CancellationToken cancellationToken)
    {
        try
        {
            // An empty message is refused for being empty only where all else is right.
            var result = await client.ProbeAsync(cancellationToken).ConfigureAwait(false);
            return result.Reason.Contains("message required", StringComparison.Ordinal)
                ? new SelfCheckFinding(SelfCheckLevel.Pass, "The OpenClaw gateway is well and knows the token.")
                : new SelfCheckFinding(SelfCheckLevel.Fail, $"The OpenClaw gateway does not take messages: {result.Reason}", "Check Address, HooksPath and Token against the gateway's configuration.");
        }
        catch (AoException exception)
        {
            return new SelfCheckFinding(SelfCheckLevel.Fail, exception.Message, "Start it with 'openclaw gateway run', or correct Address.");
        }
    }
}
