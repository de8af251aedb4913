namespace Ao.Plugins.GitLab.Data;

/// <summary>The place in a diff that a comment is about.</summary>
internal sealed record PositionData
{
    public string? PositionType { get; init; }

    public string? BaseSha { get; init; }

    public string? StartSha { get; init; }

    public string? HeadSha { get; init; }

    public string? OldPath { get; init; }

    public string? NewPath { get; init; }

    public int? NewLine { get; init; }
}
