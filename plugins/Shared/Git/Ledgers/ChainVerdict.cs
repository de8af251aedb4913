using Ao.Ledger;

namespace Ao.Git.Ledgers;

/// <summary>What is thought of what came from elsewhere.</summary>
internal sealed record ChainVerdict(LedgerFetchOutcome Outcome, string? Reason = null);
