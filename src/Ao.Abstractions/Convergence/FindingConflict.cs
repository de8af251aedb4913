namespace Ao.Convergence;

/// <summary>Two forks whose answers exclude each other.</summary>
/// <param name="FirstForkId">The one fork.</param>
/// <param name="SecondForkId">The other.</param>
/// <param name="Paths">The files in which both change the same lines, each in its own way. Text from outside.</param>
public sealed record FindingConflict(string FirstForkId, string SecondForkId, IReadOnlyList<string> Paths);
