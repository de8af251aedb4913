namespace Ao.Plugins.GitHub.Graph;

/// <summary>Names a page of threads.</summary>
internal sealed record ThreadsVariables
{
    public required string Owner { get; init; }

    public required string Name { get; init; }

    public required int Number { get; init; }

    public string? After { get; init; }
}
