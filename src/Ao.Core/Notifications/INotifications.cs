using Ao.Consents;

namespace Ao.Notifications;

/// <summary>What could not be told to people, and how the channels keep up. Only a host that has authenticated an operator holds this.</summary>
public interface INotifications
{
    /// <summary>Lists the notifications that were refused, or of which it is not known whether they arrived, and that nobody has seen to: oldest first.</summary>
    /// <returns>The notifications.</returns>
    IReadOnlyList<UndeliveredNotification> ListUndelivered();

    /// <summary>Sends one of them again, over the same notifier and under the same key: a channel that has shown it need not show it twice.</summary>
    /// <param name="id">The <see cref="UndeliveredNotification.Id"/>.</param>
    /// <param name="by">The operator.</param>
    /// <param name="cancellationToken">The token that cancels waiting.</param>
    /// <returns>Whether the channel has taken it. Where it has not, <see cref="ListUndelivered"/> says why.</returns>
    /// <exception cref="AoException">There is no such notification, or it is being sent.</exception>
    Task<bool> RetryAsync(string id, Operator by, CancellationToken cancellationToken = default);

    /// <summary>Says that one of them need not be told any more. Dismissing one that is not there any more changes nothing; one that is being sent again is gone even if that fails.</summary>
    /// <param name="id">The <see cref="UndeliveredNotification.Id"/>.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">The operator.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The operation.</returns>
    /// <exception cref="AoException">No reason or no operator was given.</exception>
    Task DismissAsync(string id, string reason, Operator by, CancellationToken cancellationToken = default);

    /// <summary>Lists the questions that wait for an answer and that a channel has refused, or of which it is not known whether it shows them: oldest first.</summary>
    /// <returns>The questions, once for each notifier.</returns>
    IReadOnlyList<UndeliveredQuestion> ListUndeliveredQuestions();

    /// <summary>Has a question asked again over the notifier that was not given it, at once. Where the channel does not take it, it is listed again.</summary>
    /// <param name="consentId">The <see cref="UndeliveredQuestion.ConsentId"/>.</param>
    /// <param name="notifier">The <see cref="UndeliveredQuestion.Notifier"/>.</param>
    /// <param name="by">The operator.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The operation, which does not wait for the channel.</returns>
    /// <exception cref="AoException">No such question is undelivered, or no operator was given.</exception>
    Task AskAgainAsync(string consentId, string notifier, Operator by, CancellationToken cancellationToken = default);

    /// <summary>Says of each notifier how far it is behind, and what keeps it.</summary>
    /// <returns>The notifiers that the configuration names, by name.</returns>
    IReadOnlyList<NotifierStatus> ListNotifiers();
}
