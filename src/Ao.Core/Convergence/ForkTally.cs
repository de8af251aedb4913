namespace Ao.Convergence;

/// <summary>How many forks a finding counts for: each one that is known and met it by itself.</summary>
/// <param name="Count">How many.</param>
/// <param name="Notes">Why others do not count, a sentence each.</param>
public sealed record ForkTally(int Count, IReadOnlyList<string> Notes);
