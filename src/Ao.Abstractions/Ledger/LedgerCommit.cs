namespace Ao.Ledger;

/// <summary>A commit of a chain, as it was read.</summary>
public sealed record LedgerCommit
{
    /// <summary>Gets the id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the commit object, with its signature.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>Gets the files that it adds or replaces, by their paths.</summary>
    public required IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files { get; init; }

    /// <summary>Gets the paths that it removes.</summary>
    public IReadOnlyList<string> Removed { get; init; } = [];

    /// <summary>Gets why nothing of the commit was read, where it exceeds the limits; it is the last one then.</summary>
    public string? Excess { get; init; }
}
