namespace Ao.Plugins.GitHub.Graph;

/// <summary>What only GraphQL tells of a pull request.</summary>
internal sealed record PullRequestStanding
{
    public string? ReviewDecision { get; init; }

    public bool IsInMergeQueue { get; init; }
}
