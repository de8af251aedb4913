using Ao.Consents;

namespace Ao.Effects;

/// <summary>The effects of which it is not known whether they happened, and what a person can do about them. Only a host that has authenticated an operator holds this.</summary>
/// <remarks>An effect gets here when its call broke off, or the host died during it, and nothing was found when it was read back. It is not done again before it is settled.</remarks>
public interface IEffects
{
    /// <summary>Lists the effects whose outcome is not known, oldest first.</summary>
    /// <returns>The effects.</returns>
    IReadOnlyList<UnsettledEffect> ListUnsettled();

    /// <summary>Looks again for an effect, and records it where it is found. Nothing is done outside.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="cancellationToken">The token that cancels looking.</param>
    /// <returns><see cref="EffectStatus.Succeeded"/> where it was found, <see cref="EffectStatus.Unknown"/> where it was not; what is known where it was settled before.</returns>
    /// <exception cref="AoException">There is no such operation.</exception>
    Task<EffectStatus> ReadBackAsync(OperationKey operation, CancellationToken cancellationToken = default);

    /// <summary>Settles an effect by what a person has seen. An effect that is declared not done may be done again, with a new consent where it needs one.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="happened">Whether it has happened.</param>
    /// <param name="by">The operator who says so.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The operation.</returns>
    /// <exception cref="AoException">There is no such operation, its outcome is known, or it is under way.</exception>
    Task DeclareAsync(OperationKey operation, bool happened, Operator by, string? reason = null, CancellationToken cancellationToken = default);
}
