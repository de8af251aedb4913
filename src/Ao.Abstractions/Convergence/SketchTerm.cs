namespace Ao.Convergence;

/// <summary>A hashed word and how often it occurs.</summary>
/// <param name="Hash">The hash.</param>
/// <param name="Count">How often, from 1.</param>
public readonly record struct SketchTerm(uint Hash, int Count);
