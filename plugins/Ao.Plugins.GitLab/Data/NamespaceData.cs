namespace Ao.Plugins.GitLab.Data;

/// <summary>The group or user that a project belongs to.</summary>
internal sealed record NamespaceData
{
    public required string FullPath { get; init; }
}
