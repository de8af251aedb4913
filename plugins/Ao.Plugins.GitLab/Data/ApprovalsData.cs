namespace Ao.Plugins.GitLab.Data;

/// <summary>Who has approved a merge request.</summary>
internal sealed record ApprovalsData
{
    public IReadOnlyList<ApprovalData> ApprovedBy { get => field ?? []; init; }
}
