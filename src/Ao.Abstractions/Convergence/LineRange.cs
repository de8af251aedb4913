namespace Ao.Convergence;

/// <summary>Lines of a file.</summary>
/// <param name="First">The first, from 1; where <paramref name="Count"/> is 0, the line after which something is added, from 0.</param>
/// <param name="Count">How many.</param>
public readonly record struct LineRange(int First, int Count);
