namespace Ao.Plugins.GitHub.Rest;

/// <summary>A commit, by its id.</summary>
internal sealed record RestCommit
{
    public required string Sha { get; init; }
}
