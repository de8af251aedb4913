namespace Ao.Benchmarks.Convergence;

/// <summary>Two forks whose answers exclude each other.</summary>
internal sealed record FolderConflict(string First, string Second, IReadOnlyList<string> Files);
