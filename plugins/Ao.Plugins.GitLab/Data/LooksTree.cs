namespace Ao.Plugins.GitLab.Data;

/// <summary>The newest tree of the base branch.</summary>
internal sealed record LooksTree
{
    public LooksCommit? LastCommit { get; init; }
}
