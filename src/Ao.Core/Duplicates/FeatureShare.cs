namespace Ao.Duplicates;

/// <summary>What one feature of a pair of reports adds to the result.</summary>
/// <param name="Feature">What is measured.</param>
/// <param name="Value">What was measured.</param>
/// <param name="Contribution">What that adds to the result, in the logarithm of the odds; negative where it speaks against.</param>
public sealed record FeatureShare(string Feature, double Value, double Contribution);
