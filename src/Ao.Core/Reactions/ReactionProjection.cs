using System.Collections.Concurrent;
using System.Text.Json;
using Ao.Journal;

namespace Ao.Reactions;

/// <summary>All reactions, in memory.</summary>
internal sealed class ReactionProjection : IProjection
{
    private readonly ConcurrentDictionary<ReactionId, ReactionState> _states = new();

    /// <summary>Is raised, by the thread that writes the journal, when a reaction has changed. A handler must be quick.</summary>
    public event Action<ReactionState>? Changed;

    public string Name => "reactions";

    /// <summary>Gets since when there are reactions.</summary>
    public DateTimeOffset? WatchedSince { get; private set; }

    public IEnumerable<ReactionState> All => _states.Values;

    public ReactionState? Find(ReactionId id) => _states.GetValueOrDefault(id);

    /// <summary>Gives a reaction; one of which nothing is known where it has no facts.</summary>
    public ReactionState Of(ReactionId id) => Find(id) ?? new ReactionState { Id = id };

    public void Apply(Fact fact, object body)
    {
        if (body is ReactionFacts.Watched)
        {
            WatchedSince ??= fact.At;
        }
        else if (fact.Stream.StartsWith(ReactionFactKinds.StreamPrefix, StringComparison.Ordinal))
        {
            var id = ReactionFactKinds.IdOf(fact.Stream);
            var state = ReactionFold.Apply(Of(id), fact, body);
            _states[id] = state;
            Changed?.Invoke(state);
        }
    }

    public void Save(Utf8JsonWriter writer) => JsonSerializer.Serialize(writer, new ReactionSnapshot(WatchedSince, [.. _states.Values]), ReactionFactsJson.Default.ReactionSnapshot);

    public Action Load(JsonElement state)
    {
        var snapshot = state.Deserialize(ReactionFactsJson.Default.ReactionSnapshot)!;
        return () =>
        {
            WatchedSince = snapshot.WatchedSince;
            foreach (var reaction in snapshot.Reactions)
            {
                _states[reaction.Id] = reaction;
            }
        };
    }
}
