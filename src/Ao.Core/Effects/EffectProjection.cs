using System.Collections.Concurrent;
using System.Text.Json;
using Ao.Journal;

namespace Ao.Effects;

/// <summary>Knows what became of every operation.</summary>
internal sealed class EffectProjection : IProjection
{
    private readonly ConcurrentDictionary<OperationKey, EffectState> _effects = new();

    public string Name => "effects";

    /// <summary>Gets the operations that may have happened without the journal knowing: they are read back when they are asked for again.</summary>
    public IEnumerable<EffectState> Unsettled => _effects.Values.Where(static effect => effect.IsUnsettled);

    public EffectState? Find(OperationKey key) => _effects.GetValueOrDefault(key);

    public void Apply(Fact fact, object body)
    {
        switch (body)
        {
            case EffectFacts.Intended intent:
                _effects[intent.Key] = new EffectState { Version = fact.Version, Epoch = fact.Epoch, Intent = intent };
                break;
            case EffectFacts.Succeeded succeeded:
                Settle(succeeded.Key, state => state with { Version = fact.Version, Outcome = EffectStatus.Succeeded, Result = succeeded.Result, Reason = null });
                break;
            case EffectFacts.Failed failed:
                Settle(failed.Key, state => state with { Version = fact.Version, Outcome = EffectStatus.Failed, Reason = failed.Reason });
                break;
            case EffectFacts.Unknown unknown:
                Settle(unknown.Key, state => state with { Version = fact.Version, Outcome = EffectStatus.Unknown, Reason = unknown.Reason });
                break;
        }
    }

    public void Save(Utf8JsonWriter writer) =>
        JsonSerializer.Serialize(writer, [.. _effects.Values], EffectStatesJson.Default.IReadOnlyListEffectState);

    public Action Load(JsonElement state)
    {
        var effects = state.Deserialize(EffectStatesJson.Default.IReadOnlyListEffectState)!;
        return () =>
        {
            foreach (var effect in effects)
            {
                _effects[effect.Intent.Key] = effect;
            }
        };
    }

    private void Settle(OperationKey key, Func<EffectState, EffectState> change)
    {
        if (_effects.TryGetValue(key, out var state))
        {
            _effects[key] = change(state);
        }
    }
}
