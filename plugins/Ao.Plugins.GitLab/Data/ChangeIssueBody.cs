namespace Ao.Plugins.GitLab.Data;

/// <summary>The request that changes an issue.</summary>
internal sealed record ChangeIssueBody
{
    public string? Title { get; init; }

    public string? Description { get; init; }

    public string? Labels { get; init; }

    public IReadOnlyList<long>? AssigneeIds { get; init; }

    public string? StateEvent { get; init; }
}
