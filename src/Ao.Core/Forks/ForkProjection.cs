using System.Collections.Concurrent;
using System.Text.Json;
using Ao.Journal;

namespace Ao.Forks;

/// <summary>What the journal knows of forks, in memory.</summary>
internal sealed class ForkProjection : IProjection
{
    private readonly ConcurrentDictionary<string, ForkState> _states = new(StringComparer.Ordinal);

    public string Name => "forks";

    public ForkState? Find(ProjectId project, string name) => _states.GetValueOrDefault(ForkFactKinds.StreamOf(project, name));

    /// <summary>Gives the forks that people have adopted for a project, by name.</summary>
    public IEnumerable<ForkState> AdoptedOf(ProjectId project) =>
        _states.Values.Where(state => state.Project == project && state.Adoption is not null).OrderBy(static state => state.Name, StringComparer.Ordinal);

    public void Apply(Fact fact, object body)
    {
        if (ForkFactKinds.Read(fact.Stream) is var (project, name))
        {
            _states[fact.Stream] = ForkFold.Apply(_states.GetValueOrDefault(fact.Stream), project, name, fact, body);
        }
    }

    public void Save(Utf8JsonWriter writer) => JsonSerializer.Serialize(writer, [.. _states.Values], ForksJson.Default.IReadOnlyListForkState);

    public Action Load(JsonElement state)
    {
        var forks = state.Deserialize(ForksJson.Default.IReadOnlyListForkState)!;
        return () =>
        {
            foreach (var fork in forks)
            {
                _states[ForkFactKinds.StreamOf(fork.Project, fork.Name)] = fork;
            }
        };
    }
}
