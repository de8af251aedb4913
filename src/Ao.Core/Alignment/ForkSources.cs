using Ao.Forks;
using Ao.Ledger;
using Ao.Ledger.Bodies;

namespace Ao.Alignment;

/// <summary>Gives the forks that a change can be checked against, as they were seen last.</summary>
internal sealed class ForkSources(IForkPeers peers, ForkProjection forks, ILedgerBook book)
{
    private const int MostDependencies = 1_000;
    private const int LongestDependency = 300;

    /// <summary>Gives the forks of a project whose source is at hand, and those whose is not.</summary>
    public (IReadOnlyList<KnownForkSource> Sources, IReadOnlyList<AlignmentGap> Gaps) Of(ProjectId project)
    {
        List<KnownForkSource> sources = [];
        List<AlignmentGap> gaps = [];
        foreach (var peer in peers.Of(project))
        {
            if (forks.Find(project, peer.Name)?.Look is { Kinship: { IsKin: true, ForkRevision.Length: > 0 } kinship })
            {
                sources.Add(new KnownForkSource(peer.Name, peer.ForkId, kinship.ForkRevision, DependenciesOf(project, peer)));
            }
            else
            {
                gaps.Add(new AlignmentGap(peer.Name, forks.Find(project, peer.Name) is { Problem: { } problem } ? problem : forks.Find(project, peer.Name)?.Look is null ? "It was not looked at yet." : "It has no history in common with the project."));
            }
        }

        return (sources, gaps);
    }

    /// <summary>Gives what a fork has declared in its ledger to rely on in this project or in what both come from. What it relies on in a third fork is no concern here, whatever it is called.</summary>
    private IReadOnlyList<string> DependenciesOf(ProjectId project, ForkPeer fork)
    {
        if (fork.ForkId is not { } id)
        {
            return [];
        }

        var here = new[] { book.KeyOf(project)?.ForkId, peers.Of(project).FirstOrDefault(static peer => peer.IsUpstream)?.ForkId };
        return
        [
            .. book.View(project).Standing(id, LedgerKinds.Dependency)
                .Select(static entry => LedgerBody.Read(entry, LedgerBodiesJson.Default.DependencyBody))
                .Where(body => body is { On: null or "" } || (body is not null && here.Contains(body.On, StringComparer.Ordinal)))
                .SelectMany(static body => (body!.Names ?? []).Concat(body.Paths ?? []))
                .Where(static text => text is { Length: > 2 and <= LongestDependency })
                .Distinct(StringComparer.Ordinal).Take(MostDependencies),
        ];
    }
}
