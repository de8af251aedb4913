namespace Ao.Plugins.GitLab.Data;

/// <summary>One head that a merge request has had.</summary>
internal sealed record VersionData
{
    public required long Id { get; init; }

    public string? HeadCommitSha { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
