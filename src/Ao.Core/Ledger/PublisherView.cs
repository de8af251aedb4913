using System.Collections.Frozen;
using Ao.Ledger.Bodies;

namespace Ao.Ledger;

/// <summary>The records of one publisher: a pure function of the set of them, whatever order they came in and however often.</summary>
internal sealed class PublisherView
{
    private readonly Dictionary<string, LedgerEntry> _byId;
    private readonly FrozenDictionary<string, LedgerEntry[]> _standing;

    private PublisherView(LedgerEntry[] entries)
    {
        Entries = entries;
        _byId = entries.ToDictionary(static entry => entry.Id, StringComparer.Ordinal);
        _standing = entries.Where(static entry => entry.Stands).GroupBy(static entry => entry.Kind, StringComparer.Ordinal).ToFrozenDictionary(static group => group.Key, static group => group.ToArray(), StringComparer.Ordinal);
    }

    /// <summary>Gets the records in the order of clock and id.</summary>
    public IReadOnlyList<LedgerEntry> Entries { get; }

    public LedgerEntry? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Gives the records of a kind that stand, the oldest first.</summary>
    public IReadOnlyList<LedgerEntry> Standing(string kind) => _standing.TryGetValue(kind, out var entries) ? entries : [];

    /// <summary>Folds the records of one publisher.</summary>
    /// <param name="records">The records; one that is there twice counts once.</param>
    public static PublisherView Of(IEnumerable<LedgerEntry> records)
    {
        LedgerEntry[] entries = [.. records.DistinctBy(static entry => entry.Id).OrderBy(static entry => entry.Clock).ThenBy(static entry => entry.Id, StringComparer.Ordinal)];
        var kinds = entries.ToDictionary(static entry => entry.Id, static entry => entry.Kind, StringComparer.Ordinal);
        var withdrawn = Withdrawn(entries, kinds);
        var standing = entries.Where(entry => !withdrawn.Contains(entry.Id));
        var superseded = Superseded(standing, kinds);
        return new PublisherView([.. entries.Select(entry => entry with { IsWithdrawn = withdrawn.Contains(entry.Id), SupersededBy = superseded.GetValueOrDefault(entry.Id) })]);
    }

    // What takes back is not taken back itself, and who a publisher is stays said.
    private static HashSet<string> Withdrawn(LedgerEntry[] entries, Dictionary<string, string> kinds) =>
        [.. entries.Where(static entry => entry.Kind == LedgerKinds.Withdraw)
            .Select(static entry => LedgerBody.Read(entry, LedgerBodiesJson.Default.WithdrawBody)?.Record)
            .OfType<string>()
            .Where(id => kinds.TryGetValue(id, out var kind) && kind is not (LedgerKinds.Withdraw or LedgerKinds.Identity))];

    private static Dictionary<string, string> Superseded(IEnumerable<LedgerEntry> standing, Dictionary<string, string> kinds)
    {
        var superseded = new Dictionary<string, string>(StringComparer.Ordinal);
        var newest = new Dictionary<(string Kind, string Subject), string>();
        foreach (var entry in standing)
        {
            // In the order of clock and id: the later one stands.
            if (entry.Subject is { } subject)
            {
                if (newest.TryGetValue((SlotOf(entry.Kind), subject), out var older))
                {
                    superseded[older] = entry.Id;
                }

                newest[(SlotOf(entry.Kind), subject)] = entry.Id;
            }

            if (entry.Kind == LedgerKinds.Link && LedgerBody.Read(entry, LedgerBodiesJson.Default.LinkBody) is { Relation: LedgerRelations.Supersedes } link && link.A != link.B
                && kinds.ContainsKey(link.A) && kinds.TryGetValue(link.B, out var kind) && kind is not (LedgerKinds.Identity or LedgerKinds.Withdraw))
            {
                superseded[link.B] = link.A;
            }
        }

        return superseded;
    }

    // Who adopts what it has declined has decided anew: one decision of a publisher on a proposal stands.
    private static string SlotOf(string kind) => kind == LedgerKinds.Decline ? LedgerKinds.Adopt : kind;
}
