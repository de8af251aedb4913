namespace Ao.Ledger;

/// <summary>The records of a project's ledgers at one moment: this host's own, and those of the peers that are trusted.</summary>
internal sealed class LedgerView(IReadOnlyDictionary<string, PublisherView> publishers)
{
    public static LedgerView Empty { get; } = new(new Dictionary<string, PublisherView>());

    /// <summary>Gets the publishers, by their ids.</summary>
    public IReadOnlyDictionary<string, PublisherView> Publishers => publishers;

    /// <summary>Gets all records, withdrawn and superseded ones too, in the order of clock and id.</summary>
    public IEnumerable<LedgerEntry> All => publishers.Values.SelectMany(static publisher => publisher.Entries).OrderBy(static entry => entry.Clock).ThenBy(static entry => entry.Id, StringComparer.Ordinal);

    /// <summary>Gives the records of a kind that stand, of every publisher.</summary>
    public IEnumerable<LedgerEntry> Standing(string kind) => publishers.Values.SelectMany(publisher => publisher.Standing(kind));

    /// <summary>Gives the records of a kind of one publisher that stand, the oldest first.</summary>
    public IEnumerable<LedgerEntry> Standing(string publisher, string kind) => publishers.TryGetValue(publisher, out var found) ? found.Standing(kind) : [];

    /// <summary>Finds a record.</summary>
    public LedgerEntry? Find(string id) => publishers.Values.Select(publisher => publisher.Find(id)).FirstOrDefault(static entry => entry is not null);

    /// <summary>Gets the newest record that stands of a publisher and kind, such as who it is.</summary>
    public LedgerEntry? Latest(string publisher, string kind) => Standing(publisher, kind).LastOrDefault();
}
