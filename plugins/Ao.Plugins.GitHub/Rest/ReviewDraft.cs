namespace Ao.Plugins.GitHub.Rest;

/// <summary>A review to give.</summary>
internal sealed record ReviewDraft
{
    public string? CommitId { get; init; }

    public required string Body { get; init; }

    public required string Event { get; init; }
}
