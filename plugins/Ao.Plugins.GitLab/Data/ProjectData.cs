namespace Ao.Plugins.GitLab.Data;

/// <summary>A project, as GitLab tells of one.</summary>
internal sealed record ProjectData
{
    public required long Id { get; init; }

    public required string PathWithNamespace { get; init; }

    public string? Description { get; init; }

    public string? DefaultBranch { get; init; }

    public long? CreatorId { get; init; }

    public NamespaceData? Namespace { get; init; }

    public ProjectData? ForkedFromProject { get; init; }

    public string? ImportStatus { get; init; }

    public string? ImportError { get; init; }

    public string? MergeMethod { get; init; }

    public string? SquashOption { get; init; }

    public bool MergeTrainsEnabled { get; init; }
}
