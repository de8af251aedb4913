namespace Ao.Plugins.GitHub.Graph;

/// <summary>A comment of a thread.</summary>
internal sealed record GraphComment
{
    public required string Id { get; init; }

    public string? FullDatabaseId { get; init; }

    public required string Body { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public GraphActor? Author { get; init; }

    public GraphCommit? OriginalCommit { get; init; }
}
