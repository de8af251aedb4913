namespace Ao.Plugins.GitLab.Data;

/// <summary>The newest pipeline of a merge request.</summary>
internal sealed record LooksPipeline
{
    public string? Id { get; init; }

    public string? Status { get; init; }

    public string? UpdatedAt { get; init; }
}
