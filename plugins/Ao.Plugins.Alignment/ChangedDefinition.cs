using Ao.Alignment;

namespace Ao.Plugins.Alignment;

/// <summary>A definition that a change changes.</summary>
/// <param name="Definition">It, before the change.</param>
/// <param name="Change">What happens to it.</param>
internal sealed record ChangedDefinition(Definition Definition, DefinitionChange Change)
{
    /// <summary>Gets its new name, where it seems to have one.</summary>
    public string? RenamedTo { get; init; }

    /// <summary>Gets where it has moved, where it seems to have.</summary>
    public string? MovedTo { get; init; }
}
