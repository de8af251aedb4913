using Ao.Convergence;
using Ao.Scm;

namespace Ao.Git.Histories;

/// <summary>Reads the histories of forks that were brought here.</summary>
internal sealed class ForkReading(ControlRepositories repositories, ForkPlaces places, SourceBranches source)
{
    private const int Remembered = 500;
    private readonly BoundedCache<(string GitDir, string Ends, string Fork, string Source), ForkKinship> _kinships = new(Remembered);

    public async ValueTask<ForkKinship> CompareAsync(ProjectSource project, string forkId, string branch, CancellationToken cancellationToken)
    {
        var control = await repositories.OfAsync(project, cancellationToken).ConfigureAwait(false);
        var place = places.Of(control, forkId);
        var tip = await RequireTipAsync(place, forkId, branch, cancellationToken).ConfigureAwait(false);
        var branches = await source.RefreshAsync(control, project, cancellationToken).ConfigureAwait(false);
        var key = (place.GitDir, Ends: HistoryEnds.MarkOf(place.GitDir), Fork: tip, Source: branches.Branches.GetValueOrDefault(branch) ?? branches.Branches[branches.DefaultBranch!]);
        if (!_kinships.TryGet(key, out var kinship))
        {
            kinship = await Kinship.CompareAsync(place, key.Fork, key.Source, cancellationToken).ConfigureAwait(false);
            _kinships.Set(key, kinship);
        }

        return kinship;
    }

    public async IAsyncEnumerable<ForkChange> ReadAsync(ForkChangesRequest request, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.MaxPatch, 0);
        var control = await repositories.OfAsync(request.Source, cancellationToken).ConfigureAwait(false);
        var place = request.ForkId is { } id ? places.Of(control, id) : places.OfControl(control);
        var branches = await source.RefreshAsync(control, request.Source, cancellationToken).ConfigureAwait(false);
        var tip = request.ForkId is { } fork
            ? await RequireTipAsync(place, fork, request.Branch, cancellationToken).ConfigureAwait(false)
            : branches.Branches.GetValueOrDefault(request.Branch) ?? throw new AoException($"The source of project '{request.Source.Project}' has no branch '{Printable.Quote(request.Branch)}'. Name one that is there.");
        var excluded = request.After.Select(static revision => Revision.Require(revision)).Concat(request.ForkId is null ? [] : branches.Branches.Values);
        var commits = await CommitList.ReadAsync(place, [tip], [.. excluded], request.MaxChanges, cancellationToken).ConfigureAwait(false);
        await foreach (var change in ForkChangeReader.ReadAsync(place, commits, request.MaxPatch, cancellationToken).ConfigureAwait(false))
        {
            yield return change;
        }
    }

    /// <summary>Gives the newest commit of a fork's branch as it was fetched.</summary>
    public static async ValueTask<string> RequireTipAsync(HistoryPlace place, string forkId, string branch, CancellationToken cancellationToken)
    {
        var result = await place.RunAsync(new GitCall("rev-parse", "--verify", "--quiet", $"{ForkRefs.HeadsOf(forkId)}{BranchName.Require(branch)}^{{commit}}"), cancellationToken).ConfigureAwait(false);
        return result.Succeeded
            ? result.Output.Trim()
            : throw new AoException($"The branch '{Printable.Quote(branch)}' of the fork '{forkId}' is not here. Fetch the fork first, and name a branch that it has.");
    }
}
