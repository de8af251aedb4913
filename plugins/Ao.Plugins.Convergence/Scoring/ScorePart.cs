namespace Ao.Plugins.Convergence;

/// <summary>What one feature adds to a score.</summary>
/// <param name="Name">What is alike.</param>
/// <param name="Value">How much, from 0 to 1.</param>
/// <param name="Weight">How much the feature counts.</param>
/// <param name="Part">What it adds.</param>
internal readonly record struct ScorePart(string Name, double Value, double Weight, double Part);
