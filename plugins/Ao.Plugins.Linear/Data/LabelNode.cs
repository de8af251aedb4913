namespace Ao.Plugins.Linear.Data;

/// <summary>A label, of a team or of the whole workspace.</summary>
internal sealed record LabelNode
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public TeamNode? Team { get; init; }
}
