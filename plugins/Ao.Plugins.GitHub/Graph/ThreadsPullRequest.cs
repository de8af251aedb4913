namespace Ao.Plugins.GitHub.Graph;

/// <summary>The pull request that the threads are of.</summary>
internal sealed record ThreadsPullRequest
{
    public required ThreadConnection ReviewThreads { get; init; }
}
