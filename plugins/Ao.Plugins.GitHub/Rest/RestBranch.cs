namespace Ao.Plugins.GitHub.Rest;

/// <summary>A branch.</summary>
internal sealed record RestBranch
{
    public required RestCommit Commit { get; init; }

    public RestBranchProtection? Protection { get; init; }
}
