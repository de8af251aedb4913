using Ao.Forks;
using Ao.Ledger;
using Ao.Ledger.Bodies;

namespace Ao.Convergence;

/// <summary>Gathers what forks are counted by out of the ledgers.</summary>
internal sealed class ForkTallies(ConvergenceContext context)
{
    public TallyInput InputOf(ProjectId project, LedgerView view)
    {
        var own = context.OwnIdOf(project);

        // A fork without a key is known by its place in the configuration, which a person has written.
        var known = context.PeersOf(project).Select(ConvergenceContext.IdOf).Append(own).ToHashSet(StringComparer.Ordinal);
        var records = new Dictionary<(string Fork, string Reference), TallyRecord>();
        var readings = new List<TallyReading>();
        var ported = new HashSet<(string One, string Other)>();
        foreach (var (publisher, entries) in view.Publishers.Where(publisher => known.Contains(publisher.Key)))
        {
            foreach (var entry in entries.Entries)
            {
                Take(entry, publisher, publisher == own, records, readings, ported);
            }
        }

        return new TallyInput { Known = known, Records = records, Readings = readings.ToLookup(static reading => (reading.Reader, reading.Publisher)), Ported = ported };
    }

    private static void Take(LedgerEntry entry, string publisher, bool isOwn, Dictionary<(string Fork, string Reference), TallyRecord> records, List<TallyReading> readings, HashSet<(string One, string Other)> ported)
    {
        switch (entry.Kind)
        {
            case LedgerKinds.Report or LedgerKinds.Change:
                var record = new TallyRecord(entry.Id, entry.Clock, entry.SourceSession);
                records.TryAdd((publisher, entry.Id), record);

                // A change is known by its revision too, and a report of this fork by its own id.
                if (entry.Subject is { } subject && (entry.Kind == LedgerKinds.Change || isOwn))
                {
                    records.TryAdd((publisher, subject), record);
                }

                if (entry.Kind == LedgerKinds.Change && LedgerBody.Read(entry, LedgerBodiesJson.Default.ChangeBody) is { } change)
                {
                    records.TryAdd((publisher, change.Revision), record);
                }

                break;

            // Also what was superseded: what was read once stays read.
            case LedgerKinds.Observe when LedgerBody.Read(entry, LedgerBodiesJson.Default.ObserveBody) is { } observed:
                readings.Add(new TallyReading(publisher, observed.Publisher, entry.Clock, observed.Clock, observed.Records ?? []));
                break;
            case LedgerKinds.Link when entry.Stands && LedgerBody.Read(entry, LedgerBodiesJson.Default.LinkBody) is { Relation: LedgerRelations.Ported } link:
                ported.Add(ForkCounting.Pair(link.A, link.B));
                break;
        }
    }
}
