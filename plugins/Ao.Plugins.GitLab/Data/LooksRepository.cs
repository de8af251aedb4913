namespace Ao.Plugins.GitLab.Data;

/// <summary>The repository of a look.</summary>
internal sealed record LooksRepository
{
    public LooksTree? Tree { get; init; }
}
