namespace Ao.Ledger;

/// <summary>What came of bringing a chain from another place.</summary>
/// <param name="Outcome">What was found.</param>
/// <param name="Head">The head that is kept here afterwards, where there is one.</param>
/// <param name="Other">The head at the other place, where it is not what is kept.</param>
/// <param name="Reason">Why it was not taken, where it was not.</param>
public sealed record LedgerFetch(LedgerFetchOutcome Outcome, string? Head, string? Other = null, string? Reason = null);
