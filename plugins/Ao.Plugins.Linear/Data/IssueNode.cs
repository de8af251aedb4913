namespace Ao.Plugins.Linear.Data;

/// <summary>An issue as Linear gives it.</summary>
internal sealed record IssueNode
{
    public required string Id { get; init; }

    public required string Identifier { get; init; }

    public required string Title { get; init; }

    public string? Description { get; init; }

    public string? Url { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required TeamNode Team { get; init; }

    public required StateNode State { get; init; }

    public UserNode? Assignee { get; init; }

    public UserNode? Creator { get; init; }

    public required Nodes<LabelNode> Labels { get; init; }

    public required Nodes<CommentNode> Comments { get; init; }

    public required Nodes<LinkNode> Attachments { get; init; }
}
