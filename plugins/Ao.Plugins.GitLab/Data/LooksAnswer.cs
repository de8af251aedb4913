namespace Ao.Plugins.GitLab.Data;

/// <summary>The answer to the look at many merge requests.</summary>
internal sealed record LooksAnswer
{
    public LooksData? Data { get; init; }

    public IReadOnlyList<GraphError> Errors { get => field ?? []; init; }
}
