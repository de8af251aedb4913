namespace Ao.Ledger;

/// <summary>A record of a ledger that was verified, or that this host has made.</summary>
/// <remarks>What a record says is its publisher's word and text from outside: it is data to be shown and weighed, and starts nothing.</remarks>
public sealed record LedgerEntry
{
    /// <summary>Gets the id: the SHA-256 of the signed bytes, 64 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>Gets who has published it: the fork's id.</summary>
    public required string Publisher { get; init; }

    /// <summary>Gets what kind of record it is, such as <c>report</c>: one of <see cref="LedgerKinds"/>, or one that this version does not know.</summary>
    public required string Kind { get; init; }

    /// <summary>Gets the logical time: it grows with each record of a publisher, and is higher than that of every record which the publisher knew.</summary>
    public required long Clock { get; init; }

    /// <summary>Gets when it was made, as its publisher says. To be shown; nothing is ordered by it.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Gets the family of forks that it is about: the root commit of their common history.</summary>
    public string Family { get; init; } = "";

    /// <summary>Gets the session that it comes from, where there is one. Text from outside.</summary>
    public string? SourceSession { get; init; }

    /// <summary>Gets what the record is about, where a later record of the same publisher, kind and subject takes its place.</summary>
    public string? Subject { get; init; }

    /// <summary>Gets the number of the commit that it came with, from 1.</summary>
    public int Sequence { get; init; }

    /// <summary>Gets the content: a JSON object in UTF-8.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Gets whether its publisher has withdrawn it.</summary>
    public bool IsWithdrawn { get; init; }

    /// <summary>Gets the record of the same publisher that stands in its place; <see langword="null"/> where none does.</summary>
    public string? SupersededBy { get; init; }

    /// <summary>Gets whether this version knows the kind.</summary>
    public bool IsKnown => LedgerKinds.IsKnown(Kind);

    /// <summary>Gets whether it stands: it was neither withdrawn nor superseded.</summary>
    public bool Stands => !IsWithdrawn && SupersededBy is null;
}
