namespace Ao.Consents;

/// <summary>The decisions that people are asked for. Only a host that has authenticated an operator holds this; agents and plugins never do.</summary>
public interface IConsents
{
    /// <summary>Lists requests for consent, oldest first.</summary>
    /// <param name="pendingOnly">Whether only those that still can be answered.</param>
    /// <returns>The requests.</returns>
    IReadOnlyList<Consent> List(bool pendingOnly = true);

    /// <summary>Answers a request, once.</summary>
    /// <param name="consentId">The request.</param>
    /// <param name="decision">Yes or no.</param>
    /// <param name="by">The operator who decides.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The request as it is then.</returns>
    /// <exception cref="AoException">There is no such request, or it was answered, has lapsed or was withdrawn.</exception>
    ValueTask<Consent> AnswerAsync(string consentId, ConsentDecision decision, Operator by, string? reason = null, CancellationToken cancellationToken = default);

    /// <summary>Answers, once, those of the questions pending right now that a rule is for, such as "these five". Each gets an answer of its own, bound to exactly what it asks.</summary>
    /// <param name="rule">Which questions.</param>
    /// <param name="decision">Yes or no.</param>
    /// <param name="by">The operator who decides.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">The token that cancels what is not answered yet.</param>
    /// <returns>What was answered, and what the rule matches and was not, each with the reason.</returns>
    /// <exception cref="AoException">The rule is for everything or for nothing, or no operator is named. Nothing was answered.</exception>
    ValueTask<ConsentBatch> AnswerAllAsync(ConsentRule rule, ConsentDecision decision, Operator by, string? reason = null, CancellationToken cancellationToken = default);

    /// <summary>Withdraws an approval that has not been used.</summary>
    /// <param name="consentId">The request.</param>
    /// <param name="by">The operator who withdraws.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The request as it is then.</returns>
    /// <exception cref="AoException">There is no such request, or it was used or has ended otherwise.</exception>
    ValueTask<Consent> WithdrawAsync(string consentId, Operator by, CancellationToken cancellationToken = default);

    /// <summary>Watches requests: those that are pending, then every change.</summary>
    /// <param name="cancellationToken">The token that ends watching.</param>
    /// <returns>The requests as they are after each change.</returns>
    IAsyncEnumerable<Consent> WatchAsync(CancellationToken cancellationToken = default);
}
