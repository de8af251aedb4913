namespace Ao.Plugins.GitHub.Rest;

/// <summary>A commit status.</summary>
internal sealed record RestStatus
{
    public required long Id { get; init; }

    public required string State { get; init; }

    public string? Description { get; init; }

    public string? TargetUrl { get; init; }

    public required string Context { get; init; }
}
