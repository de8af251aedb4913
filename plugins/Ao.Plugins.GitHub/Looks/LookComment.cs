using Ao.Plugins.GitHub.Graph;

namespace Ao.Plugins.GitHub.Looks;

/// <summary>A comment on a pull request as a whole.</summary>
internal sealed record LookComment
{
    public string Id { get; init; } = "";

    public string? FullDatabaseId { get; init; }

    public GraphActor? Author { get; init; }

    public string? Body { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}
