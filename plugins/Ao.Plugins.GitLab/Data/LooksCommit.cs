namespace Ao.Plugins.GitLab.Data;

/// <summary>The newest commit of the base branch.</summary>
internal sealed record LooksCommit
{
    public string? Sha { get; init; }
}
