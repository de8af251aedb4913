namespace Ao.Plugins.GitLab.Data;

/// <summary>What tells whether a merge request has changed.</summary>
internal sealed record LooksNode
{
    public required string Iid { get; init; }

    public string? State { get; init; }

    public bool Draft { get; init; }

    public string? DiffHeadSha { get; init; }

    public string? DetailedMergeStatus { get; init; }

    public string? UpdatedAt { get; init; }

    public int UserNotesCount { get; init; }

    public int? ResolvedDiscussionsCount { get; init; }

    public LooksPipeline? HeadPipeline { get; init; }

    public LooksApprovals? ApprovedBy { get; init; }
}
