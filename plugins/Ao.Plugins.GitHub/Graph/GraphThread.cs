namespace Ao.Plugins.GitHub.Graph;

/// <summary>A thread on a place of a change.</summary>
internal sealed record GraphThread
{
    public required string Id { get; init; }

    public required bool IsResolved { get; init; }

    public required bool IsOutdated { get; init; }

    public required string Path { get; init; }

    public int? Line { get; init; }

    public int? OriginalLine { get; init; }

    public string? SubjectType { get; init; }

    public required CommentConnection Root { get; init; }

    public required CommentConnection Comments { get; init; }
}
