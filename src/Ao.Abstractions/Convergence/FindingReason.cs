namespace Ao.Convergence;

/// <summary>A reason of a finding.</summary>
/// <param name="Description">What is shared.</param>
/// <param name="Share">Its share of the confidence, from 0 to 1.</param>
public sealed record FindingReason(string Description, double Share);
