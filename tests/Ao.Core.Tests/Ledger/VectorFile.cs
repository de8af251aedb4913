namespace Ao.Core.Tests.Ledger;

/// <summary>The test vectors of docs/protocols/ledger-vectors.json.</summary>
internal sealed record VectorFile(string About, DateTimeOffset Now, VectorKey Publisher, VectorKey Other, VectorRecord Record, IReadOnlyList<VectorChain> Chains, IReadOnlyList<VectorState> States);
