namespace Ao.Convergence;

/// <summary>Findings, the best first.</summary>
/// <param name="Findings">The findings.</param>
/// <param name="HiddenByConfidence">How many more there are that are less sure than was asked for.</param>
/// <param name="HiddenAsClosed">How many more there are that were declined, or are not found any more.</param>
public sealed record FindingList(IReadOnlyList<TrackedFinding> Findings, int HiddenByConfidence, int HiddenAsClosed);
