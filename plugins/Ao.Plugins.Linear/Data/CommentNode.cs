namespace Ao.Plugins.Linear.Data;

/// <summary>A comment.</summary>
internal sealed record CommentNode
{
    public required string Body { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public UserNode? User { get; init; }

    public BotNode? BotActor { get; init; }
}
