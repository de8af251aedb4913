namespace Ao.Plugins.Linear.Data;

/// <summary>A team.</summary>
internal sealed record TeamNode
{
    public required string Id { get; init; }

    public string Key { get; init; } = "";

    public Nodes<StateNode>? States { get; init; }
}
