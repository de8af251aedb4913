using System.Collections.Concurrent;
using System.Text.Json;
using Ao.Journal;

namespace Ao.Radar;

/// <summary>The collisions of all projects, in memory.</summary>
internal sealed class RadarProjection : IProjection
{
    private readonly ConcurrentDictionary<ProjectId, RadarState> _states = new();

    public string Name => "radar";

    public IEnumerable<RadarState> All => _states.Values;

    /// <summary>Gives what is known of a project: nothing where nothing has happened yet.</summary>
    public RadarState Of(ProjectId project) => _states.GetValueOrDefault(project) ?? new RadarState { Project = project };

    public void Apply(Fact fact, object body)
    {
        if (RadarFactKinds.Read(fact.Stream) is { } project)
        {
            _states[project] = RadarFold.Apply(Of(project), fact, body);
        }
    }

    public void Save(Utf8JsonWriter writer) => JsonSerializer.Serialize(writer, [.. _states.Values], RadarFactsJson.Default.IReadOnlyListRadarState);

    public Action Load(JsonElement state)
    {
        var states = state.Deserialize(RadarFactsJson.Default.IReadOnlyListRadarState)!;
        return () =>
        {
            foreach (var one in states)
            {
                _states[one.Project] = one;
            }
        };
    }
}
