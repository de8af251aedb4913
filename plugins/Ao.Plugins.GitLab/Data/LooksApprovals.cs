namespace Ao.Plugins.GitLab.Data;

/// <summary>Those who approved.</summary>
internal sealed record LooksApprovals
{
    public IReadOnlyList<LooksUser> Nodes { get => field ?? []; init; }
}
