using System.Collections.Concurrent;
using System.Text.Json;
using Ao.Journal;

namespace Ao.Ledger;

/// <summary>How far each publisher's ledger was taken, in memory.</summary>
internal sealed class LedgerProjection : IProjection
{
    private readonly ConcurrentDictionary<string, LedgerState> _states = new(StringComparer.Ordinal);

    public string Name => "ledgers";

    /// <summary>Is told of what was made, taken or published, with the fact.</summary>
    public event Action<LedgerState, object>? Changed;

    public LedgerState? Find(ProjectId project, string forkId) => _states.GetValueOrDefault(LedgerFactKinds.StreamOf(project, forkId));

    /// <summary>Gives the highest clock that is known of anybody in a project.</summary>
    public long HighestClock(ProjectId project) => _states.Values.Where(state => state.Project == project).Select(static state => state.Clock).DefaultIfEmpty().Max();

    public void Apply(Fact fact, object body)
    {
        if (LedgerFactKinds.Read(fact.Stream) is var (project, forkId))
        {
            var state = LedgerFold.Apply(_states.GetValueOrDefault(fact.Stream), project, forkId, fact, body);
            _states[fact.Stream] = state;
            Changed?.Invoke(state, body);
        }
    }

    public void Save(Utf8JsonWriter writer) => JsonSerializer.Serialize(writer, [.. _states.Values], LedgerFactsJson.Default.IReadOnlyListLedgerState);

    public Action Load(JsonElement state)
    {
        var ledgers = state.Deserialize(LedgerFactsJson.Default.IReadOnlyListLedgerState)!;
        return () =>
        {
            foreach (var ledger in ledgers)
            {
                _states[LedgerFactKinds.StreamOf(ledger.Project, ledger.ForkId)] = ledger;
            }
        };
    }
}
