using System.Collections.Concurrent;
using System.Text.Json;
using Ao.Journal;

namespace Ao.Convergence;

/// <summary>All findings, in memory.</summary>
internal sealed class FindingProjection : IProjection
{
    private readonly ConcurrentDictionary<string, FindingState> _states = new(StringComparer.Ordinal);

    /// <summary>Is raised, by the thread that writes the journal, when a finding has changed. A handler must be quick.</summary>
    public event Action<FindingState>? Changed;

    public string Name => "findings";

    public IEnumerable<FindingState> All => _states.Values;

    public IEnumerable<FindingState> Of(ProjectId project) => _states.Values.Where(state => state.Project == project);

    public FindingState? Find(ProjectId project, string id) => _states.GetValueOrDefault(FindingFactKinds.StreamOf(project, id));

    public FindingState Get(ProjectId project, string id) =>
        Find(project, id ?? "") ?? throw new AoException($"There is no finding '{Printable.Quote(id)}' of project '{project}'. List the findings and use an id from there.");

    public void Apply(Fact fact, object body)
    {
        if (FindingFactKinds.Read(fact.Stream) is var (project, id) && FindingFold.Apply(_states.GetValueOrDefault(fact.Stream), project, id, fact, body) is { } state)
        {
            _states[fact.Stream] = state;
            Changed?.Invoke(state);
        }
    }

    public void Save(Utf8JsonWriter writer) => JsonSerializer.Serialize(writer, [.. _states.Values], FindingFactsJson.Default.IReadOnlyListFindingState);

    public Action Load(JsonElement state)
    {
        var findings = state.Deserialize(FindingFactsJson.Default.IReadOnlyListFindingState)!;
        return () =>
        {
            foreach (var finding in findings)
            {
                _states[FindingFactKinds.StreamOf(finding.Project, finding.Id)] = finding;
            }
        };
    }
}
