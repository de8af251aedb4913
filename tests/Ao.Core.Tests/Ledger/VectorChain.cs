namespace Ao.Core.Tests.Ledger;

/// <summary>A chain of the vectors, and what must become of it.</summary>
internal sealed record VectorChain(string Name, IReadOnlyList<VectorCommit> Commits, IReadOnlyList<string> Accepted, IReadOnlyList<VectorRefusal> Refused, bool IsBreach);
