namespace Ao.Plugins.GitHub.Rest;

/// <summary>What to change in a pull request.</summary>
internal sealed record PullRequestPatch
{
    public string? Title { get; init; }

    public string? Body { get; init; }

    public string? State { get; init; }
}
