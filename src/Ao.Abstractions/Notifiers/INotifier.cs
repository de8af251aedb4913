namespace Ao.Notifiers;

/// <summary>The notifier slot: one channel to a person.</summary>
/// <remarks>The host never waits for a channel while it works: it keeps what is to be sent, and calls the notifier beside its own work, in order for one channel.
/// Implementations are safe for concurrent use. Optional: <see cref="IConsentChannel"/>, <see cref="IConsentClosing"/>.</remarks>
public interface INotifier
{
    /// <summary>Sends a notification.</summary>
    /// <param name="notification">What to tell.</param>
    /// <param name="cancellationToken">The token that cancels sending.</param>
    /// <returns>The operation, completed when the channel has taken it.</returns>
    /// <exception cref="TransientException">The channel could not be reached and nothing was sent; the host tries again.</exception>
    /// <exception cref="OutcomeUnknownException">The call broke off and the notification may be there; the host does not send it again.</exception>
    /// <exception cref="AoException">The channel refuses it; trying again is no use.</exception>
    ValueTask NotifyAsync(Notification notification, CancellationToken cancellationToken = default);
}
