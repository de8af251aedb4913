namespace Ao.Plugins.GitHub.Rest;

/// <summary>A pull request to open.</summary>
internal sealed record PullRequestDraft
{
    public required string Title { get; init; }

    public required string Head { get; init; }

    public string? HeadRepo { get; init; }

    public required string Base { get; init; }

    public required string Body { get; init; }

    public required bool Draft { get; init; }

    public bool? MaintainerCanModify { get; init; }
}
