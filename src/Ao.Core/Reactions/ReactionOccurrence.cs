namespace Ao.Reactions;

/// <summary>Something that a reaction reacts to, as it is at one moment.</summary>
internal sealed record ReactionOccurrence
{
    /// <summary>Gets one line that says it.</summary>
    public required string Title { get; init; }

    /// <summary>Gets the revision that it is about.</summary>
    public string? Revision { get; init; }

    public required IReadOnlyList<ReactionItem> Items { get; init; }
}
