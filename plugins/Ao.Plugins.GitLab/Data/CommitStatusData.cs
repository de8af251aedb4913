namespace Ao.Plugins.GitLab.Data;

/// <summary>What an outside service says of a revision.</summary>
internal sealed record CommitStatusData
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public required string Status { get; init; }

    public bool AllowFailure { get; init; }

    public string? Description { get; init; }

    public string? TargetUrl { get; init; }
}
