using Ao.Git.Histories;
using Ao.Scm;

namespace Ao.Git.Trees;

/// <summary>Looks into revisions that are here, those of forks too, without checking them out.</summary>
internal sealed class SourceTrees(ControlRepositories repositories, ForkPlaces places, IRevisionShare share)
{
    private const int OutputLimit = 64 * 1024 * 1024;

    public async ValueTask<ISourceTree> OpenAsync(ProjectSource source, string revision, CancellationToken cancellationToken)
    {
        await RequireAsync(source, [revision], cancellationToken).ConfigureAwait(false);
        return new SourceTree(this, source, revision);
    }

    public async ValueTask<string?> FindMergeBaseAsync(ProjectSource source, string one, string other, CancellationToken cancellationToken) =>
        await Kinship.FindMergeBaseAsync(await RequireAsync(source, [one, other], cancellationToken).ConfigureAwait(false), [one, other], cancellationToken).ConfigureAwait(false);

    public async ValueTask<TrialMerge> TryMergeAsync(ProjectSource source, string ours, string theirs, CancellationToken cancellationToken)
    {
        var control = await repositories.OfAsync(source, cancellationToken).ConfigureAwait(false);
        var place = await RequireAsync(source, [ours, theirs], cancellationToken).ConfigureAwait(false);
        var call = new GitCall("merge-tree", "--write-tree", "-z", "--name-only", "--no-messages", "--allow-unrelated-histories", ours, theirs) { OutputLimit = OutputLimit };
        var result = await place.RunAsync(call, cancellationToken).ConfigureAwait(false);
        var parts = result.Output.Split('\0', StringSplitOptions.RemoveEmptyEntries);
        if (result.ExitCode == 1)
        {
            return new TrialMerge(null, parts[1..]);
        }

        if (result.ExitCode != 0)
        {
            throw place.GitDir == control.Folders.Control
                ? GitClient.Failure("merge-tree", result)
                : new AoException($"'{ours}' and '{theirs}' cannot be merged on trial: the fork's repository lacks contents that the merge needs. Give the fork a repository that has them.");
        }

        // Nothing is ever pruned from the control repository, so no reference has to keep it; the same merge is the same commit.
        var commit = await place.ReadAsync(new GitCall("commit-tree", parts[0], "-p", ours, "-p", theirs) { Input = "Merge on trial", Date = DateTimeOffset.UnixEpoch }, cancellationToken).ConfigureAwait(false);
        await BringAsync(control, place, commit, cancellationToken).ConfigureAwait(false);
        return new TrialMerge(commit, []);
    }

    /// <summary>Brings a commit into the control repository, from which it can be checked out.</summary>
    public static async ValueTask BringAsync(ControlRepository control, HistoryPlace place, string commit, CancellationToken cancellationToken)
    {
        if (await control.ContainsAsync(commit, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        // What is borrowed was not checked; what the control repository has is not sent again.
        var result = await control.FetchAsync(place.GitDir, trusted: false, cancellationToken, commit).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw new AoException($"The result '{commit}' cannot be brought here to be checked out: the fork's repository lacks contents of it, or holds some that are not as git wants them: {Printable.Quote(result.Error)}. Give the fork a repository that has them.");
        }
    }

    /// <summary>Gives a place that holds some revisions.</summary>
    /// <exception cref="AoException">There is none.</exception>
    public async ValueTask<HistoryPlace> RequireAsync(ProjectSource source, IReadOnlyList<string> revisions, CancellationToken cancellationToken)
    {
        var control = await repositories.OfAsync(source, cancellationToken).ConfigureAwait(false);
        if (await places.FindAsync(control, revisions, cancellationToken).ConfigureAwait(false) is { } place)
        {
            return place;
        }

        // Another host may have given them to the forge.
        foreach (var revision in revisions)
        {
            await share.TakeAsync(source, control, revision, cancellationToken).ConfigureAwait(false);
        }

        return await places.FindAsync(control, revisions, cancellationToken).ConfigureAwait(false)
            ?? throw new AoException($"The revision '{string.Join("' or '", revisions)}' is not here. Name one that a workspace, a pull request, the project's source or a fork that was fetched holds.");
    }
}
