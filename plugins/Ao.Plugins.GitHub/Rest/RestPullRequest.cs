namespace Ao.Plugins.GitHub.Rest;

/// <summary>A pull request.</summary>
internal sealed record RestPullRequest
{
    public required int Number { get; init; }

    public required string NodeId { get; init; }

    public required string State { get; init; }

    public required string Title { get; init; }

    public string? Body { get; init; }

    public RestUser? User { get; init; }

    public bool Draft { get; init; }

    public bool? Merged { get; init; }

    public bool? Mergeable { get; init; }

    public string? MergeableState { get; init; }

    public DateTimeOffset? MergedAt { get; init; }

    public string? MergeCommitSha { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required RestEnd Head { get; init; }

    public required RestEnd Base { get; init; }

    public Uri? HtmlUrl { get; init; }
}
