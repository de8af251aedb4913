namespace Ao.Plugins.GitHub.Graph;

/// <summary>What putting a pull request into the merge queue did.</summary>
internal sealed record EnqueueAnswer
{
    public EnqueuePayload? EnqueuePullRequest { get; init; }
}
