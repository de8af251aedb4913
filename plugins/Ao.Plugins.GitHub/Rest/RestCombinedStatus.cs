namespace Ao.Plugins.GitHub.Rest;

/// <summary>The newest commit status of each context.</summary>
internal sealed record RestCombinedStatus
{
    public required IReadOnlyList<RestStatus> Statuses { get; init; }
}
