namespace Ao.Convergence;

/// <summary>A record or change that a finding rests on.</summary>
/// <param name="ForkId">The fork.</param>
/// <param name="Reference">The id of the record, or the revision of the change.</param>
/// <param name="Excerpt">What it says, shortened.</param>
public sealed record FindingEvidence(string ForkId, string Reference, string Excerpt);
