using Ao.Channels;
using Ao.Notifiers;
using Microsoft.Extensions.Logging;

namespace Ao.Plugins.Desktop;

/// <summary>Shows notifications and questions, in order, each once.</summary>
/// <remarks>It shows questions and brings no answer back: whoever sits at the screen is not thereby an operator.</remarks>
internal sealed class DesktopNotifier(DesktopChoice choice, PluginEnvironment environment, TimeProvider timeProvider, ILogger<DesktopNotifier> logger)
    : INotifier, IConsentChannel, IConsentClosing, ISelfCheck, IDisposable
{
    private readonly OnceInOrder _showing = new(Path.Combine(environment.DataFolder, "shown.keys"), timeProvider, logger);

    public ValueTask NotifyAsync(Notification notification, CancellationToken cancellationToken = default) =>
        ShowAsync(notification.Key, DesktopNote.From(notification), cancellationToken);

    public ValueTask AskAsync(ConsentQuestion question, CancellationToken cancellationToken = default)
    {
        var key = KeyOf(question.ConsentId);
        var title = question.Session is { } session ? $"{session.Value}: consent wanted: {question.Title}" : $"Consent wanted: {question.Title}";
        return ShowAsync(key, DesktopNote.Of(key, NotificationPriority.Action, title, QuestionText.Of(question)), cancellationToken);
    }

    /// <summary>Puts what became of the question in its place.</summary>
    public ValueTask CloseAsync(ConsentClosure closure, CancellationToken cancellationToken = default)
    {
        var question = KeyOf(closure.ConsentId);
        return ShowAsync(new OperationKey($"{question.Value}/closed"), DesktopNote.Of(question, NotificationPriority.Info, "A question needs no answer any more", QuestionText.Of(closure)), cancellationToken, follows: question);
    }

    public IAsyncEnumerable<ConsentAnswer> ReadAnswersAsync(CancellationToken cancellationToken = default) => NoAnswers.ReadAsync(timeProvider, cancellationToken);

    public ValueTask<IReadOnlyList<SelfCheckFinding>> InspectSelfAsync(CancellationToken cancellationToken = default) => choice.Desktop.InspectAsync(cancellationToken);

    public void Dispose() => _showing.Dispose();

    private static OperationKey KeyOf(string consentId) => new($"consent/{consentId}");

    private ValueTask ShowAsync(OperationKey key, DesktopNote note, CancellationToken cancellationToken, OperationKey? follows = null) =>
        _showing.SendAsync(key, token => choice.Desktop.ShowAsync(note, token), cancellationToken, follows);
}
