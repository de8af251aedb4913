namespace Ao.Plugins.GitHub.Graph;

/// <summary>The repository that the threads are in.</summary>
internal sealed record ThreadsRepository
{
    public ThreadsPullRequest? PullRequest { get; init; }
}
