namespace Ao.Forks;

/// <summary>How far a fork's branch and the project's own were apart when the fork was last seen.</summary>
public sealed record ForkDistance
{
    /// <summary>Gets how they are apart.</summary>
    public required ForkStanding Standing { get; init; }

    /// <summary>Gets the fork's branch. Text from outside.</summary>
    public required string Branch { get; init; }

    /// <summary>Gets how many commits the fork has that the project lacks, those that were ported too.</summary>
    public int Ahead { get; init; }

    /// <summary>Gets how many commits the project has that the fork lacks, those that were ported too.</summary>
    public int Behind { get; init; }

    /// <summary>Gets how many commits both have under different ids: the same patch.</summary>
    public int Ported { get; init; }

    /// <summary>Gets the newest revision of the fork's branch.</summary>
    public string Revision { get; init; } = "";

    /// <summary>Gets the newest revision of the project's branch.</summary>
    public string ProjectRevision { get; init; } = "";

    /// <summary>Gets the newest commit that both have.</summary>
    public string? MergeBase { get; init; }

    /// <summary>Gets when the newest commit that only the fork has was made, as the commit itself says.</summary>
    public DateTimeOffset? LastChange { get; init; }
}
