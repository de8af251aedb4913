using Ao.Consents;
using Ao.Journal;

namespace Ao.Effects;

/// <summary>Shows people the effects whose outcome is not known, and settles them.</summary>
internal sealed class EffectDesk(EffectProjection effects, EffectLookup lookup, IEffectGate gate, OperationSettlement sessions, OperatorGuard operators, IJournal journal) : IEffects
{
    public IReadOnlyList<UnsettledEffect> ListUnsettled() =>
        [.. effects.Unsettled.Where(IsShown).OrderBy(static effect => effect.IntendedAt).Select(Describe)];

    public async Task<EffectStatus> ReadBackAsync(OperationKey operation, CancellationToken cancellationToken = default)
    {
        var known = effects.Find(operation) ?? throw new AoException($"There is no operation '{operation}'. List the unsettled ones and use a key from there.");
        var state = await gate.ReadBackAsync(operation, lookup.Of(known.Intent), cancellationToken).ConfigureAwait(false);
        await sessions.TakeUpAsync(state, cancellationToken).ConfigureAwait(false);
        return state.Outcome ?? EffectStatus.Unknown;
    }

    public async Task DeclareAsync(OperationKey operation, bool happened, Operator by, string? reason = null, CancellationToken cancellationToken = default)
    {
        var person = operators.Check(by);
        var state = await gate.DeclareAsync(operation, happened, person, OperatorName.Shorten(reason, OperatorName.MaxReasonLength), cancellationToken).ConfigureAwait(false);
        await sessions.TakeUpAsync(state, cancellationToken).ConfigureAwait(false);
    }

    // What has no outcome yet under this host's own epoch is under way.
    private bool IsShown(EffectState state) => state.Outcome == EffectStatus.Unknown || state.Epoch != journal.Epoch;

    private static UnsettledEffect Describe(EffectState state) => new()
    {
        Operation = state.Intent.Key,
        Kind = state.Intent.Kind,
        Project = state.Intent.Project,
        Session = state.Intent.Session,
        Title = state.Intent.Title,
        Parameters = state.Intent.Parameters,
        IntendedAt = state.IntendedAt,
        Reason = state.Reason ?? "The host ended before the outcome was recorded.",
    };
}
