namespace Ao.Ledger.Protocol;

/// <summary>What came of one commit of a chain.</summary>
/// <param name="Chain">The chain with it; as it was before, where there is a breach.</param>
/// <param name="Accepted">The records that were taken.</param>
/// <param name="Refused">The records that were not.</param>
/// <param name="Breach">Why nothing of the commit is taken, and nothing behind it: its publisher has not kept to the protocol, or somebody else has written.</param>
internal sealed record LedgerStep(LedgerChain Chain, IReadOnlyList<LedgerEntry> Accepted, IReadOnlyList<LedgerRefusal> Refused, string? Breach = null);
