namespace Ao.Plugins.GitHub.Rest;

/// <summary>A comment on an issue, or on a pull request as a whole.</summary>
internal sealed record RestIssueComment
{
    public required long Id { get; init; }

    public required string NodeId { get; init; }

    public string? Body { get; init; }

    public RestUser? User { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public RestApp? PerformedViaGithubApp { get; init; }
}
