namespace Ao.Duplicates;

/// <summary>What two reports do not have in common, up to five of each, the rarest first.</summary>
public sealed record DuplicateDifferences
{
    /// <summary>Gets terms of this report's title that the other title does not have.</summary>
    public IReadOnlyList<string> TitleTerms { get; init; } = [];

    /// <summary>Gets terms of the other's title that this title does not have.</summary>
    public IReadOnlyList<string> OtherTitleTerms { get; init; } = [];

    /// <summary>Gets identifiers that only this report names. They conflict where the other has some of its own.</summary>
    public IReadOnlyList<string> Identifiers { get; init; } = [];

    /// <summary>Gets identifiers that only the other report names.</summary>
    public IReadOnlyList<string> OtherIdentifiers { get; init; } = [];

    /// <summary>Gets numbers that only this report's title has.</summary>
    public IReadOnlyList<string> Numbers { get; init; } = [];

    /// <summary>Gets numbers that only the other's title has.</summary>
    public IReadOnlyList<string> OtherNumbers { get; init; } = [];

    /// <summary>Gets whether both name components, and none is the same.</summary>
    public bool Component { get; init; }

    /// <summary>Gets whether one is a bug and the other an improvement.</summary>
    public bool Type { get; init; }
}
