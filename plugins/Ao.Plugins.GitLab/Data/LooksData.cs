namespace Ao.Plugins.GitLab.Data;

/// <summary>What the look at many merge requests has found.</summary>
internal sealed record LooksData
{
    public LooksProject? Project { get; init; }
}
