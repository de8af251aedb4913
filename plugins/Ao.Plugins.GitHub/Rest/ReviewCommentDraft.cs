namespace Ao.Plugins.GitHub.Rest;

/// <summary>A comment to begin a thread with.</summary>
internal sealed record ReviewCommentDraft
{
    public required string Body { get; init; }

    public required string CommitId { get; init; }

    public required string Path { get; init; }

    public int? Line { get; init; }

    public string? Side { get; init; }

    public string? SubjectType { get; init; }
}
