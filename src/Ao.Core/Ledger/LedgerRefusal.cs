namespace Ao.Ledger;

/// <summary>A record that was not taken.</summary>
/// <param name="Sequence">The number of the commit that it came with, from 1.</param>
/// <param name="Line">The line in the commit's segment, from 1.</param>
/// <param name="Cause">What was wrong with it.</param>
/// <param name="Reason">One sentence that says so.</param>
public sealed record LedgerRefusal(int Sequence, int Line, LedgerRefusalCause Cause, string Reason);
