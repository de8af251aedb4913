namespace Ao.Plugins.GitLab.Data;

/// <summary>A merge request on a merge train.</summary>
internal sealed record TrainCarData
{
    public long Id { get; init; }

    public string? Status { get; init; }
}
