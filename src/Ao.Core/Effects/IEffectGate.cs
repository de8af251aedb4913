using Ao.Consents;

namespace Ao.Effects;

/// <summary>The one way from a decision to the world: policy, consent, intent, act, outcome.</summary>
internal interface IEffectGate
{
    /// <summary>Performs an effect at most once, whatever was tried before, and waits for a person's consent where it needs one.</summary>
    /// <remarks>An operation that has succeeded gives its recorded result. One whose outcome is unknown is looked for, and performed again only where <see cref="IEffectAction{T}.MayRepeat"/> says that this cannot double it.</remarks>
    /// <typeparam name="T">What it creates.</typeparam>
    /// <param name="effect">The effect.</param>
    /// <param name="action">How it is found and performed.</param>
    /// <param name="cancellationToken">The token that cancels waiting; what is in the journal stays and is taken up by the next call.</param>
    /// <returns>The outcome: never <see cref="EffectStatus.AwaitingConsent"/>.</returns>
    ValueTask<EffectOutcome<T>> PerformAsync<T>(Effect effect, IEffectAction<T> action, CancellationToken cancellationToken)
        where T : class;

    /// <summary>Looks again for an effect whose outcome is not known, and records what is found. It performs nothing.</summary>
    /// <typeparam name="T">What the effect creates.</typeparam>
    /// <param name="key">The operation.</param>
    /// <param name="action">How the effect is found.</param>
    /// <param name="cancellationToken">The token that cancels looking.</param>
    /// <returns>The operation afterwards.</returns>
    /// <exception cref="AoException">There is no such operation.</exception>
    ValueTask<EffectState> ReadBackAsync<T>(OperationKey key, IEffectAction<T> action, CancellationToken cancellationToken)
        where T : class;

    /// <summary>Records what a person says of an effect whose outcome is not known.</summary>
    /// <param name="key">The operation.</param>
    /// <param name="happened">Whether it happened.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">The token that cancels waiting.</param>
    /// <returns>The operation afterwards.</returns>
    /// <exception cref="AoException">There is no such operation, or its outcome is known, or it is under way.</exception>
    ValueTask<EffectState> DeclareAsync(OperationKey key, bool happened, Operator by, string? reason, CancellationToken cancellationToken);

    /// <summary>Closes a session's gate at once: what has not begun does not begin, and what waits for consent stops waiting.</summary>
    void Close(SessionId session);

    /// <summary>Opens a session's gate again.</summary>
    void Open(SessionId session);
}
