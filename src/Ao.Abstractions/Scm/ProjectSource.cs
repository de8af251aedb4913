namespace Ao.Scm;

/// <summary>Where a project's work lives.</summary>
public sealed record ProjectSource
{
    /// <summary>Gets the project.</summary>
    public required ProjectId Project { get; init; }

    /// <summary>Gets the location: a folder, or an address that the implementation knows.</summary>
    public required string Location { get; init; }

    /// <summary>Gets the branch that work starts from and returns to.</summary>
    /// <value>The default is <see langword="null"/>: the source's own default branch.</value>
    public string? BaseBranch { get; init; }

    /// <summary>Gets whether it is only read, and nothing is ever published there: an scm that works on folders may then take an address too.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool IsOnlyRead { get; init; }
}
