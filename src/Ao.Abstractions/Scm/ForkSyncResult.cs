namespace Ao.Scm;

/// <summary>What became of bringing a fork up to its source.</summary>
/// <param name="Outcome">What was done.</param>
/// <param name="Revision">The revision that the fork's branch has afterwards, where that is known.</param>
/// <param name="Reason">Why it was not done, where it was not.</param>
public sealed record ForkSyncResult(ForkSyncOutcome Outcome, string? Revision = null, string? Reason = null);
