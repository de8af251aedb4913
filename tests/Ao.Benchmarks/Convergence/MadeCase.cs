namespace Ao.Benchmarks.Convergence;

/// <summary>Something that several forks have in common, put among their records to be found.</summary>
/// <param name="Seed">What its content follows from.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Members">Which record of which fork.</param>
internal sealed record MadeCase(int Seed, MadeCaseKind Kind, IReadOnlyList<(int Fork, int Number)> Members);
