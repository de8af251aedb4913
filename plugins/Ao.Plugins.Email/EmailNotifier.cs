using Ao.Channels;
using Ao.Notifiers;
using Microsoft.Extensions.Logging;

namespace Ao.Plugins.Email;

/// <summary>Sends notifications and questions as mail, in order, each once.</summary>
/// <remarks>It shows questions and brings no answer back: who a mail is from is no proof.</remarks>
internal sealed class EmailNotifier(MailTransport transport, MailComposer composer, PluginEnvironment environment, TimeProvider timeProvider, ILogger<EmailNotifier> logger)
    : INotifier, IConsentChannel, IConsentClosing, ISelfCheck, IDisposable
{
    private readonly OnceInOrder _sending = new(Path.Combine(environment.DataFolder, "sent.keys"), timeProvider, logger);

    public ValueTask NotifyAsync(Notification notification, CancellationToken cancellationToken = default) =>
        _sending.SendAsync(notification.Key, token => transport.SendAsync(composer.Compose(notification), token), cancellationToken);

    public ValueTask AskAsync(ConsentQuestion question, CancellationToken cancellationToken = default)
    {
        var key = KeyOf(question.ConsentId);
        return _sending.SendAsync(key, token => transport.SendAsync(composer.Compose(question, key, timeProvider.GetUtcNow()), token), cancellationToken);
    }

    public ValueTask CloseAsync(ConsentClosure closure, CancellationToken cancellationToken = default)
    {
        var question = KeyOf(closure.ConsentId);
        var key = new OperationKey($"{question.Value}/closed");
        return _sending.SendAsync(key, token => transport.SendAsync(composer.Compose(closure, key, question, timeProvider.GetUtcNow()), token), cancellationToken, follows: question);
    }

    public IAsyncEnumerable<ConsentAnswer> ReadAnswersAsync(CancellationToken cancellationToken = default) => NoAnswers.ReadAsync(timeProvider, cancellationToken);

    public async ValueTask<IReadOnlyList<SelfCheckFinding>> InspectSelfAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await transport.LookAsync(cancellationToken).ConfigureAwait(false);
            return [new SelfCheckFinding(SelfCheckLevel.Pass, "The mail server answers and lets Ao in.")];
        }
        catch (AoException exception)
        {
            return [new SelfCheckFinding(SelfCheckLevel.Fail, exception.Message, "Check Host, Port, Security and the login in the options of the plugin email.")];
        }
    }

    public void Dispose() => _sending.Dispose();

    private static OperationKey KeyOf(string consentId) => new($"consent/{consentId}");
}
