namespace Ao.Plugins.GitLab.Data;

/// <summary>The request that merges a merge request.</summary>
internal sealed record AcceptMergeRequestBody
{
    public required string Sha { get; init; }

    public bool Squash { get; init; }

    public bool? AutoMerge { get; init; }

    public bool? MergeWhenPipelineSucceeds { get; init; }
}
