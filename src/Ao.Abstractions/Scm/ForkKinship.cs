namespace Ao.Scm;

/// <summary>How a fork's branch and the branch of its source are related.</summary>
public sealed record ForkKinship
{
    /// <summary>Gets whether they have history in common. Two repositories without any are no kin, whatever a forge's button says.</summary>
    public required bool IsKin { get; init; }

    /// <summary>Gets whether the fork's repository is a shallow clone, and its history ends here before its first commits. Without history in common, that may lie beyond that end.</summary>
    public bool IsShallow { get; init; }

    /// <summary>Gets the first commits of all of the source: by them its family is known.</summary>
    public IReadOnlyList<string> Roots { get; init; } = [];

    /// <summary>Gets the newest commit that both have.</summary>
    public string? MergeBase { get; init; }

    /// <summary>Gets how many commits the fork has that the source has not, those counted in <see cref="Ported"/> too.</summary>
    public int Ahead { get; init; }

    /// <summary>Gets how many commits the source has that the fork has not.</summary>
    public int Behind { get; init; }

    /// <summary>Gets how many of the fork's commits the source has under another id: the same patch.</summary>
    public int Ported { get; init; }

    /// <summary>Gets the newest revision of the fork's branch.</summary>
    public string ForkRevision { get; init; } = "";

    /// <summary>Gets the newest revision of the source's branch.</summary>
    public string SourceRevision { get; init; } = "";

    /// <summary>Gets when the newest commit that only the fork has was made.</summary>
    public DateTimeOffset? LastChange { get; init; }
}
