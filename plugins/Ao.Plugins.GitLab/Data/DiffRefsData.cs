namespace Ao.Plugins.GitLab.Data;

/// <summary>The revisions that a diff is between.</summary>
internal sealed record DiffRefsData
{
    public string? BaseSha { get; init; }

    public string? HeadSha { get; init; }

    public string? StartSha { get; init; }
}
