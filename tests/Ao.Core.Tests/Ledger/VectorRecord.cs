namespace Ao.Core.Tests.Ledger;

/// <summary>One record of the vectors, in all its forms.</summary>
internal sealed record VectorRecord(string PayloadType, string Payload, string Id, string SignedBytes, string Line);
