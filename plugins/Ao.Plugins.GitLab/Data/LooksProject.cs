namespace Ao.Plugins.GitLab.Data;

/// <summary>The project of a look.</summary>
internal sealed record LooksProject
{
    public LooksRepository? Repository { get; init; }

    public LooksNodes? MergeRequests { get; init; }
}
