namespace Ao.Plugins.GitLab.Data;

/// <summary>The request that approves a revision.</summary>
internal sealed record ApproveBody
{
    public required string Sha { get; init; }
}
