namespace Ao.Notifiers;

/// <summary>The optional capability of a notifier to ask a person for a decision and to bring the answer back.</summary>
/// <remarks>A channel vouches for who answers. It cannot answer itself: every answer names an operator, and the host checks and records it.</remarks>
public interface IConsentChannel
{
    /// <summary>Asks a person. Asking again under the same id changes nothing.</summary>
    /// <param name="question">What would be done, exactly.</param>
    /// <param name="cancellationToken">The token that cancels asking.</param>
    /// <returns>The operation, completed when the question is with the channel, not when it is answered.</returns>
    ValueTask AskAsync(ConsentQuestion question, CancellationToken cancellationToken = default);

    /// <summary>Reads the answers that come in.</summary>
    /// <param name="cancellationToken">The token that ends reading.</param>
    /// <returns>The answers; one may be given twice.</returns>
    IAsyncEnumerable<ConsentAnswer> ReadAnswersAsync(CancellationToken cancellationToken = default);
}
