namespace Ao.Ledger;

/// <summary>How a ledger came to lie at a place.</summary>
/// <param name="Form">As what it lies there.</param>
/// <param name="Head">The newest commit that was brought.</param>
internal sealed record LeftLedger(LedgerForm Form, string Head);
