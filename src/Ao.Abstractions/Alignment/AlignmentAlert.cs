namespace Ao.Alignment;

/// <summary>Something that a change changes and a fork relies on.</summary>
public sealed record AlignmentAlert
{
    /// <summary>Gets the fork.</summary>
    public required string ForkId { get; init; }

    /// <summary>Gets what should be done with the alert.</summary>
    public required AlignmentTier Tier { get; init; }

    /// <summary>Gets what happens to the definition.</summary>
    public required DefinitionChange Change { get; init; }

    /// <summary>Gets the name of the definition. Text from outside.</summary>
    public required string Name { get; init; }

    /// <summary>Gets where it is defined: before the change, where it is removed.</summary>
    public required SourceLine Definition { get; init; }

    /// <summary>Gets where the fork refers to it, 20 lines at most.</summary>
    public required IReadOnlyList<SourceLine> References { get; init; }

    /// <summary>Gets the fork's test files that refer to it in lines of the fork's own, 50 at most. Text from outside.</summary>
    public IReadOnlyList<string> Tests { get => field ?? []; init; }

    /// <summary>Gets one sentence that says why it was given this tier.</summary>
    public required string Reason { get; init; }

    /// <summary>Gets the name's new form, where it seems to have been renamed. Text from outside.</summary>
    public string? RenamedTo { get; init; }
}
