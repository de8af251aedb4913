using Ao.Ledger;
using Ao.Ledger.Bodies;
using Ao.Projects;

namespace Ao.Convergence;

/// <summary>Makes the records of which change this fork has taken from whom, as its own findings show it: by these others count the two once.</summary>
internal sealed class PortedRecords(ConvergenceContext context)
{
    public void Add(Project project, IReadOnlyList<LedgerEntry> own, List<RedactedDraft> records, List<LeftOutRecord> leftOut)
    {
        var pinned = context.PeersOf(project.Id).Where(static peer => !peer.IsUpstream).Select(static peer => peer.ForkId).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var id = context.OwnIdOf(project.Id);

        // Also what was withdrawn: a person who took it back knows better.
        var said = own.Where(static entry => entry.Kind == LedgerKinds.Link).Select(static entry => LedgerBody.Read(entry, LedgerBodiesJson.Default.LinkBody)).OfType<LinkBody>().Where(static link => link.Relation == LedgerRelations.Ported).Select(static link => (link.A, link.B)).ToHashSet();
        foreach (var state in context.Findings.Of(project.Id).Where(static state => state is { Gone: null, ReceivedFrom: null }).OrderBy(static state => state.Id, StringComparer.Ordinal))
        {
            if (PortedDecision.Of(state.Finding, id, pinned) is not { } taken)
            {
                continue;
            }

            if (!project.Options.Convergence.Publish.Links)
            {
                leftOut.Add(new LeftOutRecord(LedgerKinds.Link, state.Id, "The project publishes no links (Convergence:Publish:Links)."));
            }
            else if (said.Add(taken))
            {
                var body = new LinkBody { A = taken.Own, B = taken.Other, Relation = LedgerRelations.Ported, Algorithm = state.Detector };
                records.Add(new RedactedDraft(LedgerBody.Draft(LedgerKinds.Link, body, LedgerBodiesJson.Default.LinkBody), state.Id, Redactions: 0));
            }
        }
    }
}
