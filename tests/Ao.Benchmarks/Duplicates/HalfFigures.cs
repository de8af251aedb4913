namespace Ao.Benchmarks.Duplicates;

/// <summary>The figures of the later half by date, which nothing was fitted on: of its queries, and of links for its reports.</summary>
internal sealed record HalfFigures(int Queries, double RecallAt1, double RecallAt5, double RecallAt10, double Map, LinkFigures Q2);
