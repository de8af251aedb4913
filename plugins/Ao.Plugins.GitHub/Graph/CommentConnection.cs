namespace Ao.Plugins.GitHub.Graph;

/// <summary>Comments of a thread.</summary>
internal sealed record CommentConnection
{
    public required IReadOnlyList<GraphComment> Nodes { get; init; }
}
