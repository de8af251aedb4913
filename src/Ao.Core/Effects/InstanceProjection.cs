using Ao.Journal;

namespace Ao.Effects;

/// <summary>Knows the journal's own name.</summary>
internal sealed class InstanceProjection : IProjection
{
    private volatile string? _name;

    /// <summary>Gets whether the journal has its name.</summary>
    public bool IsNamed => _name is not null;

    public string Name => _name ?? throw new JournalException("The journal has no name yet: start the host first.");

    public void Apply(Fact fact, object body)
    {
        if (body is InstanceName named)
        {
            _name ??= named.Name;
        }
    }
}
