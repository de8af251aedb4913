using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json;
using Ao.Journal;

namespace Ao.Effects;

/// <summary>Knows what became of every operation.</summary>
internal sealed class EffectProjection : IProjection
{
    private readonly ConcurrentDictionary<OperationKey, EffectState> _effects = new();

    public string Name => "effects";

    public IEnumerable<EffectState> All => _effects.Values;

    /// <summary>Gets the operations that may have happened without the journal knowing; one that is under way just now is among them.</summary>
    public IEnumerable<EffectState> Unsettled => _effects.Values.Where(static effect => effect.IsUnsettled);

    public EffectState? Find(OperationKey key) => _effects.GetValueOrDefault(key);

    public void Apply(Fact fact, object body)
    {
        switch (body)
        {
            case EffectFacts.Intended intent:
                _effects[intent.Key] = new EffectState { Version = fact.Version, Epoch = fact.Epoch, Intent = intent, IntendedAt = fact.At };
                break;
            case EffectFacts.Succeeded succeeded:
                Settle(succeeded.Key, state => Light(state) with { Version = fact.Version, Outcome = EffectStatus.Succeeded, Result = succeeded.Result, Reason = null });
                break;
            case EffectFacts.Failed failed:
                Settle(failed.Key, state => Light(state) with { Version = fact.Version, Outcome = EffectStatus.Failed, Reason = failed.Reason });
                break;
            case EffectFacts.Unknown unknown:
                Settle(unknown.Key, state => state with { Version = fact.Version, Outcome = EffectStatus.Unknown, Reason = unknown.Reason });
                break;
            case EffectFacts.Declared declared:
                Settle(declared.Key, state => Declare(state, fact.Version, declared));
                break;
        }
    }

    // Parameters are needed to read an intent back. What is settled needs no reading back, and the journal keeps them.
    private static EffectState Light(EffectState state) => state with { Intent = state.Intent with { Parameters = FrozenDictionary<string, string>.Empty } };

    private static EffectState Declare(EffectState state, long version, EffectFacts.Declared declared) => Light(state) with
    {
        Version = version,
        Outcome = declared.Happened ? EffectStatus.Succeeded : EffectStatus.Failed,
        Reason = $"'{declared.By.Id}' declared it {(declared.Happened ? "done" : "not done")}{(declared.Reason is { Length: > 0 } reason ? $": {reason}" : ".")}",
    };

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
