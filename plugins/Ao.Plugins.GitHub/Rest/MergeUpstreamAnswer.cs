namespace Ao.Plugins.GitHub.Rest;

/// <summary>What bringing a branch up did.</summary>
internal sealed record MergeUpstreamAnswer
{
    public string? MergeType { get; init; }
}
