namespace Ao.Plugins.GitHub.Rest;

/// <summary>How two commits are apart.</summary>
internal sealed record RestComparison
{
    public required int AheadBy { get; init; }

    public required int BehindBy { get; init; }

    public required RestCommit BaseCommit { get; init; }
}
