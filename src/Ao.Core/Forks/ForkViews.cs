using Ao.Ledger;
using Ao.Projects;

namespace Ao.Forks;

/// <summary>Puts together what is shown of forks.</summary>
internal sealed class ForkViews(ProjectCatalog projects, ForkPeers peers, ForkProjection forks, ForkLooks looks, ForkRecords records, LedgerProjection ledgers, TimeProvider time)
{
    public IReadOnlyList<KnownFork> List(ProjectId project)
    {
        projects.Get(project);
        return [.. peers.AllOf(project).Select(peer => Of(project, peer))];
    }

    public KnownFork Of(ProjectId project, ForkPeer peer)
    {
        var options = projects.Get(project).Options.Fork;
        var now = time.GetUtcNow();
        var state = forks.Find(project, peer.Name);
        var said = records.Of(project, peer.ForkId);
        var answered = looks.AnsweredAt(project, peer.Name);
        var fork = new KnownFork
        {
            Project = project,
            Name = peer.Name,
            Location = peer.Location,
            ForkId = peer.ForkId,
            Title = said.Name,
            Contact = said.Contact,
            Domain = said.Domain,
            SaidRole = said.Role,
            SaidLifecycle = said.Lifecycle,
            Lifecycle = ForkDecision.LifecycleOf(state, said.LastAt, options, now),
            LifecycleReason = state?.WordReason,
            Health = new ForkHealth
            {
                IsReachable = state?.Problem is not null ? false : answered is null ? null : true,
                Problem = state?.Problem,
                ProblemSince = state?.ProblemSince,
                AnsweredAt = answered,
                IsStale = answered is { } at && now - at > options.StaleAfter,
                LastRecordAt = said.LastAt,
                Records = said.Count,
                Suspended = peer.ForkId is { } id ? ledgers.Find(project, id)?.Suspended : null,
            },
            Distance = state?.Look is { } look ? DistanceOf(look) : null,
        };
        return fork with { Hints = ForkHintDecision.Decide(fork, options, now) };
    }

    private static ForkDistance DistanceOf(ForkFacts.Looked look) => new()
    {
        Standing = ForkDecision.StandingOf(look.Kinship),
        Branch = look.Branch,
        Ahead = look.Kinship.Ahead,
        Behind = look.Kinship.Behind,
        Ported = look.Kinship.Ported,
        Revision = look.Kinship.ForkRevision,
        ProjectRevision = look.Kinship.SourceRevision,
        MergeBase = look.Kinship.MergeBase,
        LastChange = look.Kinship.LastChange,
    };
}
