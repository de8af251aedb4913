namespace Ao.Plugins.Linear.Data;

/// <summary>A person.</summary>
internal sealed record UserNode
{
    public string Id { get; init; } = "";

    public required string DisplayName { get; init; }
}
