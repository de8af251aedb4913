namespace Ao.Plugins.GitLab.Data;

/// <summary>The answer to the request that brings a fork up.</summary>
internal sealed record SyncAnswer
{
    public SyncData? Data { get; init; }

    public IReadOnlyList<GraphError> Errors { get => field ?? []; init; }
}
