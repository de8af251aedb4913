namespace Ao.Plugins.GitHub.Graph;

/// <summary>How a pull request stands.</summary>
internal sealed record StandingAnswer
{
    public PullRequestStanding? Node { get; init; }
}
