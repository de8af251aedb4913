namespace Ao.Effects;

/// <summary>The one way from a decision to the world: policy, consent, intent, act, outcome.</summary>
internal interface IEffectGate
{
    /// <summary>Performs an effect at most once, whatever was tried before, and waits for a person's consent where it needs one.</summary>
    /// <remarks>An operation that has succeeded gives its recorded result. One whose outcome is unknown is looked for first.</remarks>
    /// <typeparam name="T">What it creates.</typeparam>
    /// <param name="effect">The effect.</param>
    /// <param name="action">How it is found and performed.</param>
    /// <param name="cancellationToken">The token that cancels waiting; what is in the journal stays and is taken up by the next call.</param>
    /// <returns>The outcome: never <see cref="EffectStatus.AwaitingConsent"/>.</returns>
    ValueTask<EffectOutcome<T>> PerformAsync<T>(Effect effect, IEffectAction<T> action, CancellationToken cancellationToken)
        where T : class;

    /// <summary>Closes a session's gate at once: what has not begun does not begin, and what waits for consent stops waiting.</summary>
    void Close(SessionId session);

    /// <summary>Opens a session's gate again.</summary>
    void Open(SessionId session);
}
