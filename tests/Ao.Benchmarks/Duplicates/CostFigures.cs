namespace Ao.Benchmarks.Duplicates;

/// <summary>What a search and an insertion cost (P11).</summary>
/// <param name="Reports">How many reports the index has.</param>
/// <param name="QueryAndInsertMedianMs">The median of both, in milliseconds.</param>
/// <param name="QueryAndInsertP95Ms">What 95 % stay below.</param>
/// <param name="InsertMedianMs">The median of an insertion alone.</param>
/// <param name="HeapMegabytes">The memory of the process that is in use.</param>
internal sealed record CostFigures(int Reports, double QueryAndInsertMedianMs, double QueryAndInsertP95Ms, double InsertMedianMs, double HeapMegabytes);
