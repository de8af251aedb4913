namespace Ao.Benchmarks.Convergence;

/// <summary>A fork's part in a finding.</summary>
internal sealed record FolderFork(string Name, IReadOnlyList<string> Commits, IReadOnlyList<string> Files, string Answer);
