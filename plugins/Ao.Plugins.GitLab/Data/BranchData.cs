namespace Ao.Plugins.GitLab.Data;

/// <summary>A branch.</summary>
internal sealed record BranchData
{
    public required string Name { get; init; }

    public CommitData? Commit { get; init; }
}
