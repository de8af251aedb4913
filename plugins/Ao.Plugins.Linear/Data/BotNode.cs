namespace Ao.Plugins.Linear.Data;

/// <summary>A program that acted in place of a person.</summary>
internal sealed record BotNode
{
    public string? Name { get; init; }
}
