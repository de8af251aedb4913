namespace Ao.Scm;

/// <summary>What a project's work starts from.</summary>
public sealed record SourceInfo
{
    /// <summary>Gets the branch that work starts from and returns to, or <see langword="null"/> where the source has none.</summary>
    public string? BaseBranch { get; init; }

    /// <summary>Gets the revision that a new workspace starts from.</summary>
    public required string Revision { get; init; }

    /// <summary>Gets what a person should know although work can start, such as uncommitted changes that sessions will not see.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
