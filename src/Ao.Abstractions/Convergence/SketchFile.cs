namespace Ao.Convergence;

/// <summary>A file that a change touches.</summary>
/// <param name="Hash">The hash of its path.</param>
/// <param name="Hunks">The ranges of the old file that are changed, in order.</param>
public sealed record SketchFile(uint Hash, IReadOnlyList<LineRange> Hunks);
