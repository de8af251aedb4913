using Ao.Git.Histories;
using Ao.Scm;

namespace Ao.Git.Trees;

/// <summary>Tells which changes of a fork could go to the source, and puts them together for it.</summary>
internal sealed class Upstreamables(ControlRepositories repositories, ForkPlaces places, SourceBranches branches, FolderRemoval removal)
{
    /// <summary>How many of a fork's own changes are known, among which those that others need are looked for.</summary>
    private const int MaxKnown = 5000;

    public async ValueTask<IReadOnlyList<UpstreamableChange>> FindAsync(UpstreamableRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var control = await repositories.OfAsync(request.Source, cancellationToken).ConfigureAwait(false);
        var place = places.Of(control, request.ForkId);
        var tip = await ForkReading.RequireTipAsync(place, request.ForkId, request.Branch, cancellationToken).ConfigureAwait(false);
        var source = await branches.RefreshAsync(control, request.Source, cancellationToken).ConfigureAwait(false);
        var head = source.Branches[source.DefaultBranch!];
        if (await Kinship.FindMergeBaseAsync(place, [tip, head], cancellationToken).ConfigureAwait(false) is null)
        {
            throw new AoException($"The branch '{Printable.Quote(request.Branch)}' of the fork '{request.ForkId}' has no history in common with the source of project '{request.Source.Project}', so none of its changes can go there as they are.");
        }

        var commits = await CommitList.ReadAsync(place, [tip], [.. source.Branches.Values], MaxKnown, cancellationToken).ConfigureAwait(false);
        var ported = commits.Count == 0 ? new Dictionary<string, string>() : await PortedChanges.FindAsync(place, tip, head, cancellationToken).ConfigureAwait(false);
        var bench = await places.BorrowAsync(control, request.ForkId, cancellationToken).ConfigureAwait(false);
        try
        {
            var picks = new TrialPicks(places.Place(control, bench));
            var changes = await ReadAsync(place, picks, commits, cancellationToken).ConfigureAwait(false);
            var survey = new UpstreamSurvey(picks, await TreeOfAsync(place, head, cancellationToken).ConfigureAwait(false), source.DefaultBranch!, changes, ported, new ForkOnlyPaths(request.ForkOnlyPaths));
            return await survey.RunAsync(request.MaxChanges, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await removal.RemoveAsync(bench, CancellationToken.None).ConfigureAwait(false);
        }
    }

    public async ValueTask<TrialMerge> TryApplyAsync(ProjectSource project, string forkId, IReadOnlyList<string> revisions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(revisions);
        var control = await repositories.OfAsync(project, cancellationToken).ConfigureAwait(false);
        var place = places.Of(control, forkId);
        foreach (var revision in revisions)
        {
            if (!(await place.RunAsync(new GitCall("cat-file", "-e", $"{Revision.Require(revision)}^{{commit}}"), cancellationToken).ConfigureAwait(false)).Succeeded)
            {
                throw new AoException($"The revision '{revision}' of the fork '{forkId}' is not here. Fetch the fork first, and name a change of it.");
            }
        }

        var source = await branches.RefreshAsync(control, project, cancellationToken).ConfigureAwait(false);
        var parent = source.Branches[source.DefaultBranch!];
        var bench = await places.BorrowAsync(control, forkId, cancellationToken).ConfigureAwait(false);
        try
        {
            var workbench = places.Place(control, bench);
            var picks = new TrialPicks(workbench);
            var trees = await picks.ReadTreesAsync(revisions, cancellationToken).ConfigureAwait(false);
            var tree = await TreeOfAsync(place, parent, cancellationToken).ConfigureAwait(false);
            foreach (var revision in revisions)
            {
                var result = (await picks.PickAsync(tree, [trees[revision]], cancellationToken).ConfigureAwait(false))[0];
                if (result.IsUnknown)
                {
                    throw new AoException($"The change '{revision}' of the fork '{forkId}' cannot be tried: the fork's repository lacks contents that it needs. Give the fork a repository that has them.");
                }

                if (result.Tree is null)
                {
                    return new TrialMerge(null, result.Conflicts);
                }

                // What the source has already makes no commit.
                if (result.Tree != tree)
                {
                    tree = result.Tree;
                    parent = await CopiedCommit.MakeAsync(workbench, revision, tree, parent, cancellationToken).ConfigureAwait(false);
                }
            }

            await SourceTrees.BringAsync(control, workbench, parent, cancellationToken).ConfigureAwait(false);
            return new TrialMerge(parent, []);
        }
        finally
        {
            await removal.RemoveAsync(bench, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static async ValueTask<IReadOnlyList<Unmerged>> ReadAsync(HistoryPlace place, TrialPicks picks, IReadOnlyList<string> commits, CancellationToken cancellationToken)
    {
        if (commits.Count == 0)
        {
            return [];
        }

        var texts = await CommitTexts.ReadAsync(place, commits, cancellationToken).ConfigureAwait(false);
        var files = await FileDeltas.ReadAsync(place, commits, cancellationToken).ConfigureAwait(false);
        var trees = await picks.ReadTreesAsync(commits, cancellationToken).ConfigureAwait(false);
        return [.. commits.Select(commit => new Unmerged(commit, texts[commit], files.GetValueOrDefault(commit, CommitFiles.Unknown), trees[commit]))];
    }

    private static ValueTask<string> TreeOfAsync(HistoryPlace place, string commit, CancellationToken cancellationToken) => place.ReadAsync(new GitCall("rev-parse", $"{commit}^{{tree}}"), cancellationToken);
}
