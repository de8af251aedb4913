namespace Ao.Plugins.GitLab.Data;

/// <summary>A merge request, as GitLab tells of one.</summary>
internal sealed record MergeRequestData
{
    public required int Iid { get; init; }

    public required string Title { get; init; }

    public string? Description { get; init; }

    public required string State { get; init; }

    public bool Draft { get; init; }

    public UserData? Author { get; init; }

    public required string SourceBranch { get; init; }

    public required string TargetBranch { get; init; }

    public long? SourceProjectId { get; init; }

    public string? Sha { get; init; }

    public string? MergeCommitSha { get; init; }

    public string? SquashCommitSha { get; init; }

    public string? DetailedMergeStatus { get; init; }

    public string? MergeError { get; init; }

    public bool HasConflicts { get; init; }

    public bool MergeWhenPipelineSucceeds { get; init; }

    public string? WebUrl { get; init; }

    public PipelineData? HeadPipeline { get; init; }

    public DiffRefsData? DiffRefs { get; init; }
}
