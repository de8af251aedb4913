using System.Collections.Concurrent;
using System.Text.Json;
using Ao.Journal;

namespace Ao.Alignment;

/// <summary>The verdicts, in memory.</summary>
internal sealed class AlignmentProjection : IProjection
{
    private readonly ConcurrentDictionary<string, AlignmentVerdict> _verdicts = new(StringComparer.Ordinal);

    public string Name => "alignment";

    public AlignmentVerdict? Find(ProjectId project, string id) => _verdicts.GetValueOrDefault(AlignmentFactKinds.StreamOf(project, id));

    public IEnumerable<AlignmentVerdict> Of(ProjectId project) => _verdicts.Values.Where(verdict => verdict.Project == project);

    public void Apply(Fact fact, object body)
    {
        switch (body)
        {
            case AlignmentFacts.Judged judged:
                _verdicts.TryAdd(fact.Stream, judged.Verdict);
                break;
            case AlignmentFacts.Published published when _verdicts.TryGetValue(fact.Stream, out var verdict):
                _verdicts[fact.Stream] = verdict with { Record = published.Record };
                break;
        }
    }

    public void Save(Utf8JsonWriter writer) => JsonSerializer.Serialize(writer, [.. _verdicts.Values], AlignmentFactsJson.Default.IReadOnlyListAlignmentVerdict);

    public Action Load(JsonElement state)
    {
        var verdicts = state.Deserialize(AlignmentFactsJson.Default.IReadOnlyListAlignmentVerdict)!;
        return () =>
        {
            foreach (var verdict in verdicts)
            {
                _verdicts[AlignmentFactKinds.StreamOf(verdict.Project, verdict.Id)] = verdict;
            }
        };
    }
}
