namespace Ao.Journal;

/// <summary>Positions of facts.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The last.</param>
internal sealed record PositionRange(long From, long To);
