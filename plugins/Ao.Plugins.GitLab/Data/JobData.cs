namespace Ao.Plugins.GitLab.Data;

/// <summary>A job of a pipeline, or one that starts another pipeline.</summary>
internal sealed record JobData
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public string? Stage { get; init; }

    public required string Status { get; init; }

    public bool AllowFailure { get; init; }

    public string? FailureReason { get; init; }

    public string? WebUrl { get; init; }

    public PipelineData? DownstreamPipeline { get; init; }
}
