namespace Ao.Ledger;

/// <summary>What a project says of two records or changes.</summary>
public sealed record LedgerLink
{
    /// <summary>Gets the one: the id of a record, or a revision; 40 or 64 hexadecimal digits. Where one was taken from the other, this is the one that was taken.</summary>
    public required string A { get; init; }

    /// <summary>Gets the other.</summary>
    public required string B { get; init; }

    /// <summary>Gets how they are related.</summary>
    public required LedgerRelation Relation { get; init; }
}
