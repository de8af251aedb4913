using System.Text.Json;
using Ao.Journal;

namespace Ao.Effects;

/// <summary>Knows the journal's own name.</summary>
internal sealed class InstanceProjection : IProjection
{
    private volatile string? _instance;

    public string Name => "instance";

    /// <summary>Gets whether the journal has its name.</summary>
    public bool IsNamed => _instance is not null;

    /// <summary>Gets the journal's name.</summary>
    /// <exception cref="JournalException">It has none yet.</exception>
    public string Instance => _instance ?? throw new JournalException("The journal has no name yet: start the host first.");

    public void Apply(Fact fact, object body)
    {
        if (body is InstanceName named)
        {
            _instance ??= named.Name;
        }
    }

    public void Save(Utf8JsonWriter writer) => writer.WriteStringValue(_instance);

    public Action Load(JsonElement state)
    {
        var name = state.GetString();
        return () => _instance = name;
    }
}
