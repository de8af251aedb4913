namespace Ao.Ledger.Protocol;

/// <summary>A commit to add to an own chain.</summary>
/// <param name="Files">The files that it writes.</param>
/// <param name="Entries">The records in it.</param>
/// <param name="Manifest">What it says of the chain.</param>
internal sealed record ComposedCommit(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files, IReadOnlyList<LedgerEntry> Entries, LedgerManifest Manifest);
