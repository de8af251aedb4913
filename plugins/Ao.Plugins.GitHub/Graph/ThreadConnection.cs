namespace Ao.Plugins.GitHub.Graph;

/// <summary>Threads, and whether there are more.</summary>
internal sealed record ThreadConnection
{
    public required GraphPage PageInfo { get; init; }

    public required IReadOnlyList<GraphThread> Nodes { get; init; }
}
