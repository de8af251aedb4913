namespace Ao.Plugins.GitLab.Data;

/// <summary>What one revision has that another has not.</summary>
internal sealed record ComparisonData
{
    public IReadOnlyList<CommitData> Commits { get => field ?? []; init; }

    public bool CompareTimeout { get; init; }
}
