namespace Ao.Plugins.GitHub.Graph;

/// <summary>Names a pull request by its node id, and the head that was looked at where that counts.</summary>
internal sealed record PullRequestVariables
{
    public required string PullRequest { get; init; }

    public string? Head { get; init; }
}
