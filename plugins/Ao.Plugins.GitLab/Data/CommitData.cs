namespace Ao.Plugins.GitLab.Data;

/// <summary>A commit.</summary>
internal sealed record CommitData
{
    public required string Id { get; init; }

    public IReadOnlyList<string> ParentIds { get => field ?? []; init; }
}
