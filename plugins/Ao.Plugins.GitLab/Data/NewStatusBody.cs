namespace Ao.Plugins.GitLab.Data;

/// <summary>The request that sets a commit status.</summary>
internal sealed record NewStatusBody
{
    public required string State { get; init; }

    public required string Name { get; init; }

    public required string Description { get; init; }

    public string? Ref { get; init; }

    public long? PipelineId { get; init; }
}
