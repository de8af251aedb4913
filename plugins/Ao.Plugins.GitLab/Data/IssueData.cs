namespace Ao.Plugins.GitLab.Data;

/// <summary>An issue, as GitLab tells of one.</summary>
internal sealed record IssueData
{
    public required int Iid { get; init; }

    public required string Title { get; init; }

    public string? Description { get; init; }

    public required string State { get; init; }

    public IReadOnlyList<string> Labels { get => field ?? []; init; }

    public IReadOnlyList<UserData> Assignees { get => field ?? []; init; }

    public UserData? Author { get; init; }

    public bool Confidential { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public string? WebUrl { get; init; }

    public long? ProjectId { get; init; }
}
