namespace Ao.Notifiers;

/// <summary>The optional capability of an <see cref="IConsentChannel"/> to show that a question needs no answer any more: a chat takes its buttons away.</summary>
public interface IConsentClosing
{
    /// <summary>Closes a question that was asked. Closing it again changes nothing.</summary>
    /// <param name="closure">What became of the question.</param>
    /// <param name="cancellationToken">The token that cancels closing.</param>
    /// <returns>The operation, completed when the channel has taken it.</returns>
    /// <exception cref="TransientException">The channel could not be reached; the host tries again.</exception>
    ValueTask CloseAsync(ConsentClosure closure, CancellationToken cancellationToken = default);
}
