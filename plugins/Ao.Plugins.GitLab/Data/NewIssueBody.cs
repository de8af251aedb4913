namespace Ao.Plugins.GitLab.Data;

/// <summary>The request that makes an issue.</summary>
internal sealed record NewIssueBody
{
    public required string Title { get; init; }

    public required string Description { get; init; }

    public string? Labels { get; init; }

    public IReadOnlyList<long>? AssigneeIds { get; init; }
}
