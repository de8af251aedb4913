using Ao.Ledger;

namespace Ao.Convergence;

/// <summary>A record to be made.</summary>
/// <param name="Draft">The record.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Redactions">How many secrets and paths of this machine were taken out.</param>
internal sealed record RedactedDraft(LedgerDraft Draft, string Subject, int Redactions);
