using Ao.Forks;
using Ao.Ledger;
using Ao.Ledger.Bodies;
using Ao.Projects;

namespace Ao.Convergence;

/// <summary>Makes the record of whom a project follows, anew where that has changed: forks whose keys are pinned, each with an address where that means something to others.</summary>
internal sealed class PeerRecords(ConvergenceContext context, RecordRedactor redactor)
{
    private const int MaxPeers = 200;
    private const int MaxLocation = 500;

    public void Add(Project project, IReadOnlyList<LedgerEntry> own, List<RedactedDraft> records)
    {
        if (!project.Options.Convergence.Publish.Peers)
        {
            return;
        }

        var clean = new Redaction(redactor);
        var body = new PeersBody { Peers = [.. context.PeersOf(project.Id).Where(static peer => peer.ForkId is not null).OrderBy(static peer => peer.ForkId, StringComparer.Ordinal).Take(MaxPeers).Select(peer => Of(peer, clean))] };
        var standing = own.LastOrDefault(static entry => entry is { Kind: LedgerKinds.Peers, Stands: true });
        var draft = LedgerBody.Draft(LedgerKinds.Peers, body, LedgerBodiesJson.Default.PeersBody);

        // Who follows nobody, and has said nothing else, says nothing.
        if (standing is null ? body.Peers.Count > 0 : !LedgerBody.SaysTheSame(standing, draft, LedgerBodiesJson.Default.PeersBody))
        {
            records.Add(new RedactedDraft(draft, ForkNames.Self, clean.Count));
        }
    }

    private static PeerHint Of(ForkPeer peer, Redaction clean)
    {
        var place = peer.LedgerLocation ?? peer.Location;
        return new PeerHint
        {
            ForkId = peer.ForkId!,
            PublicKey = peer.PublicKey,
            Name = clean.Take(peer.Name),
            Location = ForkPlaces.AddressForOthers(place) is { Length: <= MaxLocation } address ? clean.Take(address) : null,
        };
    }
}
