namespace Ao.Core.Tests.Ledger;

/// <summary>A record of such a state.</summary>
internal sealed record VectorStateRecord(string Id, string PayloadType, string Payload);
