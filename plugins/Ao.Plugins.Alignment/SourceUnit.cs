namespace Ao.Plugins.Alignment;

/// <summary>A source file that was read.</summary>
internal sealed record SourceUnit
{
    public required string Path { get; init; }

    public required SpaceRule Rule { get; init; }

    /// <summary>Gets the namespaces, packages or modules that its code is in.</summary>
    public required IReadOnlyCollection<string> Spaces { get; init; }

    public required IReadOnlyList<Definition> Definitions { get; init; }

    public required IReadOnlyList<Import> Imports { get; init; }

    /// <summary>Gets all words of its code.</summary>
    public required IReadOnlySet<string> Words { get; init; }

    /// <summary>Gets what each simple name was declared as, where that is written beside it: a name that was declared in several ways has several.</summary>
    public required ILookup<string, string> DeclaredTypes { get; init; }

    /// <summary>Gets what finds the uses of names in it.</summary>
    public required Func<IReadOnlySet<string>, IReadOnlyList<Use>> FindUses { get; init; }
}
