namespace Ao.Ledger;

/// <summary>What came of bringing a chain to another place.</summary>
/// <param name="Head">The head there, where it is this host's; <see langword="null"/> where it was refused.</param>
/// <param name="Reason">Why it was refused, where it was: another chain lies there, or the place takes no such reference.</param>
public sealed record LedgerPush(string? Head, string? Reason = null);
