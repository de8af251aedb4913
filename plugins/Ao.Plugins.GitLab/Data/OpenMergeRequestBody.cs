namespace Ao.Plugins.GitLab.Data;

/// <summary>The request that opens a merge request.</summary>
internal sealed record OpenMergeRequestBody
{
    public required string SourceBranch { get; init; }

    public required string TargetBranch { get; init; }

    public required long TargetProjectId { get; init; }

    public required string Title { get; init; }

    public required string Description { get; init; }

    public bool RemoveSourceBranch { get; init; }
}
