namespace Ao.Benchmarks.Convergence;

/// <summary>A reason of a finding, with its share of the confidence.</summary>
internal sealed record FolderReason(string Reason, double Share);
