using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Rest;
using Ao.Scm;

namespace Ao.Plugins.GitHub.Forge;

/// <summary>Forks beside their source: how far they are apart, and bringing one up.</summary>
internal sealed class ForkNetwork(GitHubClient client, GitHubPlaces places, GitLocations locations) : IForkNetwork
{
    public async ValueTask<IReadOnlyList<Fork>> ListForksAsync(ProjectSource source, CancellationToken cancellationToken = default)
    {
        var place = await places.OfAsync(source, cancellationToken).ConfigureAwait(false);
        var forks = new List<Fork>();
        await foreach (var fork in Forks.ListAsync(client, place, CallPurpose.Person, cancellationToken).ConfigureAwait(false))
        {
            forks.Add(Forks.Describe(fork, place));
        }

        return forks;
    }

    public async ValueTask<ForkDivergence> GetDivergenceAsync(ProjectSource source, Fork fork, string branch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fork);
        var place = await places.OfAsync(source, cancellationToken).ConfigureAwait(false);
        return await CompareAsync(place, RequireFork(fork), branch, CallPurpose.Person, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<ForkSyncResult> SyncForkAsync(ForkSyncRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var place = await places.OfAsync(request.Source, cancellationToken).ConfigureAwait(false);
        var name = RequireFork(request.Fork);
        var apart = await CompareAsync(place, name, request.Branch, CallPurpose.Write, cancellationToken).ConfigureAwait(false);
        if (apart.Behind == 0)
        {
            return new ForkSyncResult(ForkSyncOutcome.UpToDate, apart.ForkRevision);
        }

        // GitHub would make a merge commit of it, which is the owner's to want.
        if (apart.Ahead > 0)
        {
            return new ForkSyncResult(ForkSyncOutcome.Blocked, apart.ForkRevision, $"'{Printable.Quote(request.Branch)}' of {name} has {apart.Ahead} commits that {place.Repository} has not. Only a merge brings it up, and that is its owner's.");
        }

        // GitHub brings it up to whatever there is.
        if (request.Revision is { } agreed && agreed != apart.SourceRevision)
        {
            return new ForkSyncResult(ForkSyncOutcome.Blocked, apart.ForkRevision, $"{place.Repository} has moved on to {apart.SourceRevision} since it was looked at. Look at it, and ask again.");
        }

        try
        {
            var answer = await client.SendAsync(HttpMethod.Post, $"{name.Path}/merge-upstream", new MergeUpstreamCommand { Branch = request.Branch }, RestJson.Default.MergeUpstreamCommand, RestJson.Default.MergeUpstreamAnswer, CallPurpose.Write, cancellationToken).ConfigureAwait(false);
            return answer.MergeType switch
            {
                "none" => new ForkSyncResult(ForkSyncOutcome.UpToDate, apart.ForkRevision),
                "merge" => new ForkSyncResult(ForkSyncOutcome.FastForwarded, Reason: "The fork got a commit of its own at the same moment, and GitHub made a merge of the two."),
                _ => new ForkSyncResult(ForkSyncOutcome.FastForwarded, apart.SourceRevision),
            };
        }
        catch (GitHubException exception) when (exception.Status is 409 or 422)
        {
            return new ForkSyncResult(ForkSyncOutcome.Blocked, apart.ForkRevision, $"GitHub says: {Printable.Line(exception.Said)}");
        }
    }

    private async ValueTask<ForkDivergence> CompareAsync(GitHubPlace place, RepositoryName fork, string branch, CallPurpose purpose, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(branch);
        var head = await client.FindAsync(Forks.BranchPath(fork, branch), RestJson.Default.RestBranch, purpose, cancellationToken).ConfigureAwait(false)
            ?? throw new AoException($"There is no branch '{Printable.Quote(branch)}' in {fork}, or no such repository. Name a branch that both have.");

        // The owner alone names the fork, save where it was renamed.
        var side = string.Equals(fork.Name, place.Repository.Name, StringComparison.OrdinalIgnoreCase) ? fork.Owner : $"{fork.Owner}:{fork.Name}";
        var names = $"{Uri.EscapeDataString(branch)}...{Uri.EscapeDataString($"{side}:{branch}")}";
        var comparison = await client.FindAsync($"{place.Path}/compare/{names}?per_page=1", RestJson.Default.RestComparison, purpose, cancellationToken).ConfigureAwait(false)
            ?? throw new AoException($"'{Printable.Quote(branch)}' of {fork} cannot be compared with the one of {place.Repository}: it is not there, or they have no history in common. Name a branch that both have.");
        return new ForkDivergence(comparison.AheadBy, comparison.BehindBy, head.Commit.Sha, comparison.BaseCommit.Sha);
    }

    private RepositoryName RequireFork(Fork fork) => locations.Of(fork.Location)
        ?? throw new AoException($"'{Printable.Quote(fork.Location)}' is no address of a repository of this GitHub. Name a fork that was listed.");
}
