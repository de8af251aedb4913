namespace Ao.Plugins.GitHub.Rest;

/// <summary>A branch of a fork to bring up to its source.</summary>
internal sealed record MergeUpstreamCommand
{
    public required string Branch { get; init; }
}
