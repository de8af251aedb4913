namespace Ao.Plugins.GitLab.Data;

/// <summary>One approval.</summary>
internal sealed record ApprovalData
{
    public UserData? User { get; init; }

    public DateTimeOffset? ApprovedAt { get; init; }
}
