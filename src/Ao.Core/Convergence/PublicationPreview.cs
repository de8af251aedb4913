namespace Ao.Convergence;

/// <summary>What a project publishes.</summary>
public sealed record PublicationPreview
{
    /// <summary>Gets the records, in the order in which they are put into the ledger. What is there already is not among them.</summary>
    public required IReadOnlyList<PlannedRecord> Records { get; init; }

    /// <summary>Gets what is left out, and why.</summary>
    public required IReadOnlyList<LeftOutRecord> LeftOut { get; init; }

    /// <summary>Gets how many records are in the ledger already.</summary>
    public int Published { get; init; }
}
