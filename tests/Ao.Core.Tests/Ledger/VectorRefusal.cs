namespace Ao.Core.Tests.Ledger;

/// <summary>A record that must be refused.</summary>
internal sealed record VectorRefusal(int Sequence, int Line, string Cause);
