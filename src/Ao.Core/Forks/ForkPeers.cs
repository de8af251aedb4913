using Ao.Configuration;
using Ao.Projects;

namespace Ao.Forks;

/// <summary>Gathers a project's peers from its configuration and from what people have decided.</summary>
internal sealed class ForkPeers(ProjectCatalog projects, ForkProjection forks) : IForkPeers
{
    public IReadOnlyList<ForkPeer> Of(ProjectId project) => [.. AllOf(project).Where(peer => forks.Find(project, peer.Name)?.Word != ForkWord.Retired)];

    /// <summary>Gives all of them, those that are retired too.</summary>
    public IReadOnlyList<ForkPeer> AllOf(ProjectId project)
    {
        if (projects.Find(project) is not { Options.Fork: { Name: not null } fork })
        {
            return [];
        }

        var configured = Configured(fork).ToList();

        // The configuration has the last word on a name that it uses, and on a key that it pins.
        var names = configured.Select(static peer => peer.Name).ToHashSet(StringComparer.Ordinal);
        var keys = configured.Select(static peer => peer.ForkId).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var adopted = forks.AdoptedOf(project).Where(state => !names.Contains(state.Name) && (state.Adoption!.ForkId is not { } id || !keys.Contains(id)));
        return [.. configured, .. adopted.Select(static state => Of(state))];
    }

    /// <summary>Gives the project as others see it; <see langword="null"/> where it is not declared as a fork.</summary>
    public ForkPeer? SelfOf(ProjectId project) => projects.Find(project) is { Options.Fork.Name: not null } configured
        ? new ForkPeer { Name = ForkNames.Self, Location = configured.Source.Location, ForkId = forks.Find(project, ForkNames.Self)?.Declaration?.ForkId }
        : null;

    public ForkPeer? Find(ProjectId project, string name) => AllOf(project).FirstOrDefault(peer => peer.Name == name);

    private static ForkPeer Of(ForkState state) => new()
    {
        Name = state.Name,
        Location = state.Adoption!.Location,
        LedgerLocation = state.Adoption.LedgerLocation,
        ForkId = state.Adoption.ForkId ?? (state.Adoption.PublicKey is { } key ? ForkKeys.IdOf(key) : null),
        PublicKey = state.Adoption.PublicKey,
        Branch = state.Adoption.Branch,
    };

    private static IEnumerable<ForkPeer> Configured(ForkOptions fork)
    {
        if (fork.Upstream is { } upstream)
        {
            // A peer at the upstream's place is the upstream with a key.
            var pinned = fork.Peers.FirstOrDefault(peer => peer.Location == upstream);
            yield return new ForkPeer
            {
                Name = ForkNames.Upstream,
                Location = upstream,
                LedgerLocation = pinned?.LedgerLocation,
                ForkId = pinned is null ? null : IdOf(pinned),
                PublicKey = pinned?.PublicKey,
                Branch = fork.UpstreamBranch ?? pinned?.Branch,
            };
        }

        foreach (var peer in fork.Peers.Where(peer => peer.Location != fork.Upstream))
        {
            yield return new ForkPeer { Name = peer.Name, Location = peer.Location, LedgerLocation = peer.LedgerLocation, ForkId = IdOf(peer), PublicKey = peer.PublicKey, Branch = peer.Branch };
        }
    }

    private static string? IdOf(PeerOptions peer) => peer.ForkId ?? (peer.PublicKey is { } key ? ForkKeys.IdOf(key) : null);
}
