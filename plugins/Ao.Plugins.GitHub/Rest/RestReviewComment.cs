namespace Ao.Plugins.GitHub.Rest;

/// <summary>A comment on a place of a change.</summary>
internal sealed record RestReviewComment
{
    public required long Id { get; init; }

    public required string NodeId { get; init; }

    public string? Body { get; init; }

    public RestUser? User { get; init; }

    public long? InReplyToId { get; init; }
}
