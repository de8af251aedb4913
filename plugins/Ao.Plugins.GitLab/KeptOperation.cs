namespace Ao.Plugins.GitLab;

/// <summary>An operation that GitLab has no place for a mark of, as it is kept on disk.</summary>
internal sealed record KeptOperation
{
    /// <summary>Gets the operation.</summary>
    public required string Key { get; init; }

    /// <summary>Gets what it was about, by name: the jobs that were run again.</summary>
    public Dictionary<string, long> Jobs { get => field ?? []; init; }
}
