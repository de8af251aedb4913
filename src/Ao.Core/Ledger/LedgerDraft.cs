namespace Ao.Ledger;

/// <summary>A record to be made.</summary>
/// <param name="Kind">Its kind, one of <see cref="LedgerKinds"/>.</param>
/// <param name="Body">Its content: a JSON object in UTF-8.</param>
/// <param name="SourceSession">The session that it comes from.</param>
internal sealed record LedgerDraft(string Kind, ReadOnlyMemory<byte> Body, string? SourceSession = null);
