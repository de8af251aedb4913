using Ao.Convergence;

namespace Ao.Scm;

/// <summary>A place of a file that is changed.</summary>
/// <param name="Before">The lines before the change.</param>
/// <param name="After">The lines after it.</param>
public readonly record struct ChangedLines(LineRange Before, LineRange After);
