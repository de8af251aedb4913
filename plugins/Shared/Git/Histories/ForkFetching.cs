using System.Globalization;
using Ao.Commands;
using Ao.Git.Ledgers;
using Ao.Git.Remotes;
using Ao.Scm;

namespace Ao.Git.Histories;

/// <summary>Brings the branches of forks here: into a repository for the time of the fetch first, within the limit and checked, then into the control repository, apart from all branches.</summary>
/// <remarks>A folder that lacks objects cannot be copied. It is read where it is, through a repository that borrows its objects: the control repository never depends on what it could lose.</remarks>
internal sealed class ForkFetching(ControlRepositories repositories, ForkPlaces places, SourceBranches source, GitClient git, RemoteGit remote, FolderRemoval removal, TimeProvider timeProvider)
{
    /// <summary>How many branches of one fork are taken.</summary>
    private const int MaxBranches = 2000;

    /// <summary>How much memory git may ask for at once: what others have packed can claim any size.</summary>
    private const long MaxAllocation = 1024 * 1024 * 1024;

    private static readonly string[] s_fetch = ["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--refmap="];

    private readonly KeyedLock _turns = new();

    public async ValueTask<ForkBranches> FetchAsync(ForkFetchRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var id = ForkRefs.Require(request.ForkId);
        var location = ForkLocation.Parse(request.Location);
        var control = await repositories.OfAsync(request.Source, cancellationToken).ConfigureAwait(false);
        using var turn = await _turns.EnterAsync(ForkPlaces.FolderOf(control, id), cancellationToken).ConfigureAwait(false);
        await source.RefreshAsync(control, request.Source, cancellationToken).ConfigureAwait(false);
        var branches = await AskAsync(request, location, cancellationToken).ConfigureAwait(false);
        var borrowed = ForkPlaces.FolderOf(control, id);
        if (location.Repository is { LacksObjects: true } or { Shallow.Count: > 0 } || !await TakeAsync(control, request, location, branches, cancellationToken).ConfigureAwait(false))
        {
            await BorrowAsync(control, id, location, branches, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await removal.RemoveAsync(borrowed, cancellationToken).ConfigureAwait(false);
        }

        return branches;
    }

    private async ValueTask<ForkBranches> AskAsync(ForkFetchRequest request, ForkLocation location, CancellationToken cancellationToken)
    {
        var what = $"The branches of the fork '{request.ForkId}' could not be read";
        var call = RepositoryHeads.Ask(location.Text);
        var answer = location.Address is { } address
            ? await remote.ReadAsync(what, call, request.Source, address, cancellationToken).ConfigureAwait(false)
            : await git.RunAsync(call, cancellationToken).ConfigureAwait(false) is { Succeeded: true, Truncated: false } result ? result.Output
            : throw new GitException($"{what}: '{Printable.Quote(location.Text)}' is no git repository or bundle file that could be read. Check that it is whole: 'git fsck', or 'git bundle verify'.");
        var branches = RepositoryHeads.Parse(answer, MaxBranches);
        return branches.Branches.Count > 0 ? branches : throw new AoException($"{what}: '{Printable.Quote(location.Text)}' has none. Commit something there first.");
    }

    /// <returns>Whether it was taken; not where a repository of this machine lacks what would have to be copied.</returns>
    private async ValueTask<bool> TakeAsync(ControlRepository control, ForkFetchRequest request, ForkLocation location, ForkBranches branches, CancellationToken cancellationToken)
    {
        var heads = ForkRefs.HeadsOf(request.ForkId);
        var kept = await control.ListRefsAsync(heads, cancellationToken).ConfigureAwait(false);
        if (kept.Count == branches.Branches.Count && kept.All(reference => branches.Branches.GetValueOrDefault(reference.Name[heads.Length..]) == reference.Id))
        {
            return true;
        }

        var incoming = control.Folders.NewScratch();
        try
        {
            // What is known here is not sent again.
            var known = kept.Concat(await control.ListRefsAsync(ForkRefs.Source, cancellationToken).ConfigureAwait(false)).Select(static (reference, index) => (string.Create(CultureInfo.InvariantCulture, $"refs/known/{index}"), reference.Id));
            await BorrowingRepository.WriteAsync(incoming, places.ConfigurationOf(control), [control.Folders.ControlObjects], [], known, cancellationToken).ConfigureAwait(false);
            if (!await ReceiveAsync(request, location, branches, incoming, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }

            // A bundle's objects were not checked by every git that reads it.
            IReadOnlyList<string> checks = location.IsBundle ? FetchChecks.Settings : ["-c", "fetch.fsckObjects=false"];
            var result = await control.RunAsync(new GitCall([.. checks, .. s_fetch, "--prune", "--", incoming, $"+refs/heads/*:{heads}*"]), cancellationToken).ConfigureAwait(false);
            return result.Succeeded ? true : throw Refused(request, location, result);
        }
        finally
        {
            await removal.RemoveAsync(incoming, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> ReceiveAsync(ForkFetchRequest request, ForkLocation location, ForkBranches branches, string incoming, CancellationToken cancellationToken)
    {
        var call = new GitCall([.. FetchChecks.Settings, "-c", "fetch.unpackLimit=1", .. s_fetch, "--stdin", "--", location.Text])
        {
            GitDir = incoming,
            AllocationLimit = MaxAllocation,
            Input = string.Concat(branches.Branches.Keys.Select(static branch => $"+refs/heads/{branch}:refs/heads/{branch}\n")),
        };
        var packs = Path.Combine(incoming, "objects", "pack");
        var watch = new SizeWatch(() => SizeOf(packs), request.MaxBytes, timeProvider);
        var result = await watch.RunAsync(token => location.Address is { } address ? remote.RunAsync(call, request.Source, address, token) : git.RunAsync(call, token), cancellationToken).ConfigureAwait(false);
        if (result is null || SizeOf(packs) > request.MaxBytes)
        {
            throw new AoException($"The fork '{request.ForkId}' at '{Printable.Quote(location.Text)}' brings more than {request.MaxBytes} bytes, which is more than is taken of a fork in one fetch. Nothing of it was kept. Allow more for it, or leave it out.");
        }

        return ShallowRemote.Refuses(result) ? throw new AoException($"The fork '{request.ForkId}' cannot be fetched: the repository at '{Printable.Quote(location.Text)}' is a shallow clone. Have it fetch its whole history ('git fetch --unshallow'), or give another place.")
            : result.Succeeded ? true
            : location.Repository is not null && RemoteFaults.Of(result) != RemoteFault.MissingReference && !IsRefusal(result) ? false
            : throw Refused(request, location, result);
    }

    /// <summary>Reads a repository of this machine where it is.</summary>
    private async ValueTask BorrowAsync(ControlRepository control, string id, ForkLocation location, ForkBranches branches, CancellationToken cancellationToken)
    {
        var repository = location.Repository!;
        var folder = ForkPlaces.FolderOf(control, id);
        var heads = ForkRefs.HeadsOf(id);
        var ends = await HistoryEnds.FindAsync(places.OfControl(control), repository.Shallow, repository.Objects, cancellationToken).ConfigureAwait(false);
        await BorrowingRepository.WriteAsync(
            folder,
            places.ConfigurationOf(control),
            [control.Folders.ControlObjects, repository.Objects],
            ends,
            branches.Branches.Select(branch => (heads + branch.Key, branch.Value)),
            cancellationToken).ConfigureAwait(false);

        // Without its commits there is no history to read.
        var place = places.Place(control, folder);
        var result = await place.RunAsync(new GitCall("rev-list", "--count", "--stdin") { Input = string.Concat(branches.Branches.Values.Select(static tip => tip + "\n")) }, cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            await removal.RemoveAsync(folder, cancellationToken).ConfigureAwait(false);
            throw new GitException($"The history of the fork '{id}' cannot be read: '{Printable.Quote(location.Text)}' lacks commits of it: {RemoteFaults.WordsOf(result)} Mend the repository: 'git fsck' there names what is missing.");
        }
    }

    private static bool IsRefusal(CommandResult result) => result.Error.Contains("fsck error", StringComparison.Ordinal) || result.Error.Contains("error: object ", StringComparison.Ordinal);

    private static AoException Refused(ForkFetchRequest request, ForkLocation location, CommandResult result)
    {
        var what = $"The fork '{request.ForkId}' could not be fetched";
        return RemoteFaults.Of(result) == RemoteFault.MissingReference ? new TransientException($"{what}: a branch of '{Printable.Quote(location.Text)}' went away meanwhile. Try again.")
            : IsRefusal(result) ? new GitException($"{what}: '{Printable.Quote(location.Text)}' holds an object that is not as git wants it, and such are not taken over: {RemoteFaults.WordsOf(result)}")
            : location.Address is { } address ? RemoteFaults.OfReading(what, address, result)
            : new GitException($"{what} from '{Printable.Quote(location.Text)}': {RemoteFaults.WordsOf(result)} Check that it is whole: 'git fsck', or 'git bundle verify' in a repository that has what the bundle builds on.");
    }

    private static long SizeOf(string packs)
    {
        try
        {
            return new DirectoryInfo(packs).EnumerateFiles().Sum(static file => file.Length);
        }
        catch (FileNotFoundException)
        {
            // Git gave a file its final name while they were counted; the next look sees it.
            return 0;
        }
    }
}
