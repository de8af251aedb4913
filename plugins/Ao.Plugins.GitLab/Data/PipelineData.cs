namespace Ao.Plugins.GitLab.Data;

/// <summary>A pipeline, as GitLab tells of one.</summary>
internal sealed record PipelineData
{
    public required long Id { get; init; }

    public long? ProjectId { get; init; }

    public string? Sha { get; init; }

    public string? Ref { get; init; }

    public required string Status { get; init; }

    public string? WebUrl { get; init; }
}
