namespace Ao.Plugins.Linear.Data;

/// <summary>A state of a team's workflow. What it means is its type; its name is the team's own.</summary>
internal sealed record StateNode
{
    public string Id { get; init; } = "";

    public required string Type { get; init; }

    public double Position { get; init; }
}
