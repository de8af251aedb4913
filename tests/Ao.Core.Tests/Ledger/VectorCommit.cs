namespace Ao.Core.Tests.Ledger;

/// <summary>A commit of such a chain.</summary>
internal sealed record VectorCommit(string Id, string Content, IReadOnlyDictionary<string, string> Files, IReadOnlyList<string> Removed);
