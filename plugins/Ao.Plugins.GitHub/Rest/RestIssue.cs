using System.Text.Json;

namespace Ao.Plugins.GitHub.Rest;

/// <summary>An issue, or a pull request as the issues of its repository list it.</summary>
internal sealed record RestIssue
{
    public required int Number { get; init; }

    public required string State { get; init; }

    public required string Title { get; init; }

    public string? Body { get; init; }

    public RestUser? User { get; init; }

    public IReadOnlyList<JsonElement>? Labels { get; init; }

    public IReadOnlyList<RestUser>? Assignees { get; init; }

    public int Comments { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public Uri? HtmlUrl { get; init; }

    public RestPullRequestLink? PullRequest { get; init; }
}
