using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Ao.Git.Workspaces;
using Ao.Scm;

namespace Ao.Git.Remotes;

/// <summary>Copies of remote repositories in the plugin's data folder, from which workspaces are made. What they hold of branches is what the remote held when it was asked last.</summary>
internal sealed class RemoteMirrors(IRemoteSources remotes, RemoteGit remote, GitClient git, GitFolders folders, FolderRemoval removal, TimeProvider timeProvider) : ISourcePlaces
{
    private const int ListLimit = 64 * 1024 * 1024;
    private const int HashLength = 16;
    private const int MaxSlug = 40;

    private readonly ConcurrentDictionary<string, long> _asked = new(StringComparer.Ordinal);
    private readonly KeyedLock _turns = new();

    /// <summary>Gives the mirror of a project's repository, as new as it is.</summary>
    public async ValueTask<SourcePlace> OfAsync(ProjectSource source, CancellationToken cancellationToken)
    {
        var address = await remotes.GetSourceAsync(source, cancellationToken).ConfigureAwait(false);
        var mirror = FolderOf(address);
        var wanted = timeProvider.GetTimestamp();
        using var turn = await _turns.EnterAsync(mirror, cancellationToken).ConfigureAwait(false);

        // Of many sessions that start together one asks; what it was told is as new as the others want it.
        if (_asked.TryGetValue(mirror, out var asked) && asked >= wanted)
        {
            return new SourcePlace(mirror, address.Text);
        }

        var begun = timeProvider.GetTimestamp();
        await RefreshAsync(source, address, mirror, cancellationToken).ConfigureAwait(false);
        _asked[mirror] = begun;
        return new SourcePlace(mirror, address.Text);
    }

    /// <summary>Sees to it that the mirror has a commit that no branch of the remote may hold, such as the head of a pull request.</summary>
    /// <returns>The mirror's folder, or <see langword="null"/> where the remote does not have the commit.</returns>
    public async ValueTask<string?> TakeAsync(ProjectSource source, string revision, CancellationToken cancellationToken)
    {
        var mirror = (await OfAsync(source, cancellationToken).ConfigureAwait(false)).Folder;
        var address = await remotes.GetSourceAsync(source, cancellationToken).ConfigureAwait(false);
        using var turn = await _turns.EnterAsync(mirror, cancellationToken).ConfigureAwait(false);
        if ((await git.RunAsync(new GitCall("cat-file", "-e", $"{revision}^{{commit}}") { GitDir = mirror }, cancellationToken).ConfigureAwait(false)).Succeeded)
        {
            return mirror;
        }

        var result = await remote.RunAsync(FetchOf(mirror, address, $"+{revision}:refs/ao/taken/{revision}"), source, address, cancellationToken).ConfigureAwait(false);
        return result.Succeeded ? mirror
            : RemoteFaults.Of(result) == RemoteFault.MissingReference ? null
            : throw RemoteFaults.OfReading($"The revision '{revision}' could not be fetched", address, result);
    }

    private async ValueTask RefreshAsync(ProjectSource source, RemoteAddress address, string mirror, CancellationToken cancellationToken)
    {
        var what = $"The repository of project '{source.Project}' could not be read";
        var listing = await remote.ReadAsync(what, new GitCall("ls-remote", "--symref", "--quiet", "--", address.Text, "HEAD", "refs/heads/*") { OutputLimit = ListLimit }, source, address, cancellationToken).ConfigureAwait(false);
        var heads = RemoteHeads.Parse(listing);
        var branches = heads.References.Where(static reference => reference.Key.StartsWith("refs/heads/", StringComparison.Ordinal)).ToDictionary(static reference => reference.Key, static reference => reference.Value, StringComparer.Ordinal);
        if (branches.Count == 0)
        {
            throw new AoException($"The repository '{Printable.Quote(address.Text)}' of project '{source.Project}' has no commit yet. Commit something there first.");
        }

        await MakeAsync(mirror, branches.Values.First().Length == 40 ? "sha1" : "sha256", cancellationToken).ConfigureAwait(false);
        if (!await HasAsync(mirror, branches, cancellationToken).ConfigureAwait(false))
        {
            var result = await remote.RunAsync(FetchOf(mirror, address, "+refs/heads/*:refs/heads/*", "--prune"), source, address, cancellationToken).ConfigureAwait(false);
            if (!result.Succeeded)
            {
                throw RemoteFaults.OfReading(what, address, result);
            }
        }

        if (heads.Default is { } start && HeadFile.BranchOf(Path.Combine(mirror, "HEAD")) != start)
        {
            await git.ReadAsync(new GitCall("symbolic-ref", "HEAD", $"refs/heads/{start}") { GitDir = mirror }, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> HasAsync(string mirror, Dictionary<string, string> branches, CancellationToken cancellationToken)
    {
        var call = new GitCall("for-each-ref", "--format=%(objectname) %(refname)", "refs/heads") { GitDir = mirror, OutputLimit = ListLimit };
        var lines = (await git.ReadAsync(call, cancellationToken).ConfigureAwait(false)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.Length == branches.Count && lines.Select(static line => line.Split(' ', 2)).All(parts => branches.GetValueOrDefault(parts[1]) == parts[0]);
    }

    private static GitCall FetchOf(string mirror, RemoteAddress address, string refspec, params IReadOnlyList<string> options) => new(
        [
            .. FetchChecks.Settings,
            "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--refmap=", .. options, "--", address.Text, refspec,
        ])
    {
        GitDir = mirror,
    };

    /// <summary>Makes the mirror where it is not there, as one step.</summary>
    private async ValueTask MakeAsync(string mirror, string objectFormat, CancellationToken cancellationToken)
    {
        if (Directory.Exists(mirror))
        {
            return;
        }

        var draft = mirror + ".new";
        await removal.RemoveAsync(draft, cancellationToken).ConfigureAwait(false);
        Directory.CreateDirectory(folders.Mirrors);
        RepositoryFiles.WriteBare(draft, GitConfiguration.ControlOf(folders.Hooks, objectFormat));
        Directory.Move(draft, mirror);
    }

    private string FolderOf(RemoteAddress address)
    {
        var slug = string.Concat(address.Text.Split('/', ':')[^1].ToLowerInvariant().Take(MaxSlug).Select(static character => char.IsAsciiLetterOrDigit(character) ? character : '-')).Trim('-');
        return Path.Combine(folders.Mirrors, $"{slug}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.Text)))[..HashLength]}.git");
    }
}
