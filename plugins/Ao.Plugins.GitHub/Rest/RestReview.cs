namespace Ao.Plugins.GitHub.Rest;

/// <summary>A review.</summary>
internal sealed record RestReview
{
    public RestUser? User { get; init; }

    public string? Body { get; init; }

    public required string State { get; init; }

    public string? CommitId { get; init; }

    public DateTimeOffset? SubmittedAt { get; init; }
}
