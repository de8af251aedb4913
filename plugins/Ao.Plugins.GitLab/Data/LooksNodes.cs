namespace Ao.Plugins.GitLab.Data;

/// <summary>The merge requests of a look.</summary>
internal sealed record LooksNodes
{
    public IReadOnlyList<LooksNode> Nodes { get => field ?? []; init; }
}
