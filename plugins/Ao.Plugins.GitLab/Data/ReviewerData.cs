namespace Ao.Plugins.GitLab.Data;

/// <summary>A reviewer and what the review has come to.</summary>
internal sealed record ReviewerData
{
    public UserData? User { get; init; }

    public string? State { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }
}
