namespace Ao.Plugins.GitLab.Data;

/// <summary>The request that changes a merge request.</summary>
internal sealed record ChangeMergeRequestBody
{
    public string? Title { get; init; }

    public string? Description { get; init; }

    public string? StateEvent { get; init; }
}
