namespace Ao.Plugins.GitHub.Rest;

/// <summary>A commit status to set.</summary>
internal sealed record StatusDraft
{
    public required string State { get; init; }

    public required string Context { get; init; }

    public required string Description { get; init; }
}
