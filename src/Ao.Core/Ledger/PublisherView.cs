using System.Collections.Frozen;

namespace Ao.Ledger;

/// <summary>The records of one publisher: a pure function of the set of them, whatever order they came in and however often.</summary>
internal sealed class PublisherView
{
    private readonly Dictionary<string, LedgerEntry> _byId;
    private readonly FrozenDictionary<string, LedgerEntry[]> _standing;

    private PublisherView(Dictionary<string, LedgerEntry> byId, LedgerEntry[] entries)
    {
        (_byId, Entries) = (byId, entries);
        _standing = entries.Where(static entry => entry.Stands).GroupBy(static entry => entry.Kind, StringComparer.Ordinal).ToFrozenDictionary(static group => group.Key, static group => group.ToArray(), StringComparer.Ordinal);
    }

    /// <summary>Gets the records in the order of clock and id.</summary>
    public IReadOnlyList<LedgerEntry> Entries { get; }

    public LedgerEntry? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Gives the records of a kind that stand, the oldest first.</summary>
    public IReadOnlyList<LedgerEntry> Standing(string kind) => _standing.TryGetValue(kind, out var entries) ? entries : [];

    /// <summary>Folds the records of one publisher.</summary>
    /// <param name="records">The records; one that is there twice counts once.</param>
    public static PublisherView Of(IEnumerable<LedgerEntry> records) => throw new NotSupportedException();
}
