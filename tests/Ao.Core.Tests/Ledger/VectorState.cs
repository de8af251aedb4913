namespace Ao.Core.Tests.Ledger;

/// <summary>Records of the vectors that were taken of chains, and which of them stand.</summary>
internal sealed record VectorState(string Name, IReadOnlyList<VectorStateRecord> Records, IReadOnlyList<string> Stands);
