namespace Ao.Plugins.GitLab.Data;

/// <summary>The request that puts a merge request on the merge train.</summary>
internal sealed record JoinTrainBody
{
    public required string Sha { get; init; }

    public bool Squash { get; init; }

    public bool AutoMerge { get; init; }
}
