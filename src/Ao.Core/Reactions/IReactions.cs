using Ao.Consents;

namespace Ao.Reactions;

/// <summary>What is done when something happens to sessions and their pull requests.</summary>
public interface IReactions
{
    /// <summary>Lists reactions that have ever had something to react to.</summary>
    /// <param name="session">The session; <see langword="null"/> for all.</param>
    /// <returns>The reactions.</returns>
    IReadOnlyList<Reaction> List(SessionId? session = null);

    /// <summary>Tells a reaction of the host's own that something has happened. The same signal counts once.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The reaction.</returns>
    /// <exception cref="AoException">There is no such session, its project has no such reaction of the host's own, or the signal does not keep its limits.</exception>
    Task<Reaction> SignalAsync(ReactionSignal signal, CancellationToken cancellationToken = default);

    /// <summary>Gives a reaction its budget back, closes its escalation, and has what there is acted on again.</summary>
    /// <param name="session">The session.</param>
    /// <param name="key">The key of the reaction.</param>
    /// <param name="by">The operator.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The reaction.</returns>
    /// <exception cref="AoException">There is no such session or reaction.</exception>
    Task<Reaction> ResetAsync(SessionId session, string key, Operator by, CancellationToken cancellationToken = default);
}
