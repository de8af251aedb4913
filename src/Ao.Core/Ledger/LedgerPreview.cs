namespace Ao.Ledger;

/// <summary>What publishing to a place would bring there.</summary>
/// <param name="Location">The place.</param>
/// <param name="Form">How the ledger lies there.</param>
/// <param name="Head">The newest commit that would be there.</param>
/// <param name="Records">The records that are not there yet, the oldest first, as others would read them.</param>
public sealed record LedgerPreview(string Location, LedgerForm Form, string? Head, IReadOnlyList<LedgerEntry> Records);
