using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Ao.Commands;

namespace Ao.Git;

/// <summary>The control repository of a project: bare, in the plugin's data folder, out of every agent's reach. A forge that hosts share is one as well, in a folder of its own.</summary>
/// <param name="git">Runs git.</param>
/// <param name="folders">The project's folders.</param>
/// <param name="objectFormat">How objects are named.</param>
/// <param name="local">Where the references lie that only this host uses, with a slash at the end.</param>
internal sealed class ControlRepository(GitClient git, ProjectFolders folders, string objectFormat, string local = "refs/ao/") : IDisposable
{
    /// <summary>How often a change of references is tried anew because another came in between: far more often than any crowd of sessions needs.</summary>
    public const int MaxAttempts = 100;

    private readonly SemaphoreSlim _lock = new(1, 1);
    private RefreshedBases? _bases;
    private readonly ConcurrentDictionary<string, bool> _present = new(StringComparer.Ordinal);

    public ProjectFolders Folders => folders;

    public string ObjectFormat => objectFormat;

    /// <summary>Gives the name of a reference that only this host uses: what it has fetched must not change under it because another host fetches.</summary>
    public string LocalRef(string name) => local + name;

    /// <summary>Gets the base revisions that were brought to sessions' gates.</summary>
    public RefreshedBases Bases => LazyInitializer.EnsureInitialized(ref _bases, () => new RefreshedBases(this));

    /// <summary>Takes the project's lock: for the few steps that git cannot do side by side.</summary>
    public async ValueTask<IDisposable> LockAsync(CancellationToken cancellationToken)
    {
        await _lock.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new Release(_lock);
    }

    public ValueTask<CommandResult> RunAsync(CancellationToken cancellationToken, params IReadOnlyList<string> arguments) =>
        git.RunAsync(new GitCall(arguments) { GitDir = folders.Control }, cancellationToken);

    public ValueTask<string> ReadAsync(CancellationToken cancellationToken, params IReadOnlyList<string> arguments) =>
        git.ReadAsync(new GitCall(arguments) { GitDir = folders.Control }, cancellationToken);

    public ValueTask<string> ReadAsync(GitCall call, CancellationToken cancellationToken) =>
        git.ReadAsync(call with { GitDir = folders.Control }, cancellationToken);

    public ValueTask<CommandResult> RunAsync(GitCall call, CancellationToken cancellationToken) =>
        git.RunAsync(call with { GitDir = folders.Control }, cancellationToken);

    public ValueTask<CommandResult> ReadResultAsync(GitCall call, CancellationToken cancellationToken) =>
        git.ReadResultAsync(call with { GitDir = folders.Control }, cancellationToken);

    /// <summary>Gets the branches that sessions hold, once they were read. Used under the lock.</summary>
    public Dictionary<SessionId, string>? Branches { get; set; }

    /// <summary>Tells whether a commit is here. Once it is, it stays: nothing is ever pruned.</summary>
    public async ValueTask<bool> ContainsAsync(string revision, CancellationToken cancellationToken)
    {
        if (!_present.ContainsKey(revision))
        {
            if (!(await RunAsync(cancellationToken, "cat-file", "-e", $"{revision}^{{commit}}").ConfigureAwait(false)).Succeeded)
            {
                return false;
            }

            _present[revision] = true;
        }

        return true;
    }

    /// <summary>Gives the commit that a reference points to, or <see langword="null"/> where there is no such reference.</summary>
    public async ValueTask<string?> ResolveAsync(string reference, CancellationToken cancellationToken)
    {
        var result = await RunAsync(cancellationToken, "rev-parse", "--verify", "--quiet", $"{reference}^{{commit}}").ConfigureAwait(false);
        return result.Succeeded ? result.Output.Trim() : null;
    }

    public async ValueTask<bool> IsAncestorAsync(string ancestor, string descendant, CancellationToken cancellationToken)
    {
        var result = await RunAsync(cancellationToken, "merge-base", "--is-ancestor", ancestor, descendant).ConfigureAwait(false);
        return result.ExitCode is 0 or 1 ? result.ExitCode == 0 : throw GitClient.Failure("merge-base", result);
    }

    /// <summary>Fetches references of another repository, given by its path. Nothing of its configuration and none of its hooks runs on this side.</summary>
    /// <param name="path">The other repository.</param>
    /// <param name="trusted">Whether its objects are taken as they are. Others are checked.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <param name="refspecs">What to fetch.</param>
    public ValueTask<CommandResult> FetchAsync(string path, bool trusted, CancellationToken cancellationToken, params IEnumerable<string> refspecs) =>
        RunAsync(
            cancellationToken,
            ["-c", $"fetch.fsckObjects={(trusted ? "false" : "true")}", "fetch", "--quiet", "--no-tags", "--prune", "--no-write-fetch-head", "--no-recurse-submodules", "--refmap=", "--", path, .. refspecs]);

    /// <summary>Fetches a branch of the project's source or push target.</summary>
    /// <returns>The branch's newest commit.</returns>
    public async ValueTask<string> FetchBranchAsync(string location, string branch, string reference, CancellationToken cancellationToken)
    {
        using var held = await LockAsync(cancellationToken).ConfigureAwait(false);
        return await FetchHeldAsync(location, branch, reference, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Fetches a branch of the project's source, unless its revision is here: of many sessions that start together, one fetches.</summary>
    public async ValueTask FetchRevisionAsync(string location, string branch, string revision, CancellationToken cancellationToken)
    {
        using var held = await LockAsync(cancellationToken).ConfigureAwait(false);
        if (!await ContainsAsync(revision, cancellationToken).ConfigureAwait(false))
        {
            await FetchHeldAsync(location, branch, $"refs/ao/source/heads/{branch}", cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Fetches a commit of another repository of Ao's, given by its path, with all that it needs.</summary>
    public async ValueTask FetchCommitAsync(string path, bool trusted, string revision, CancellationToken cancellationToken)
    {
        var result = await FetchAsync(path, trusted, cancellationToken, revision).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw new GitException($"The revision '{revision}' could not be fetched from '{Printable.Quote(path)}': {Printable.Quote(result.Error)}. Check that the repository is there and readable.");
        }
    }

    /// <summary>Records a commit.</summary>
    public ValueTask<string> CommitAsync(string tree, IEnumerable<string> parents, string message, DateTimeOffset date, CancellationToken cancellationToken) =>
        ReadAsync(new GitCall(["commit-tree", tree, .. parents.SelectMany(static parent => new[] { "-p", parent })]) { Input = message, Date = date }, cancellationToken);

    public ValueTask<string> WriteBlobAsync(string text, CancellationToken cancellationToken) =>
        ReadAsync(new GitCall("hash-object", "-w", "--stdin") { Input = text }, cancellationToken);

    /// <summary>Reads the one-line texts that references hold, in the references' order; those that are not there are left out.</summary>
    public async ValueTask<IReadOnlyList<RefText>> ReadTextsAsync(IReadOnlyList<string> references, CancellationToken cancellationToken)
    {
        if (references.Count == 0)
        {
            return [];
        }

        var call = new GitCall("cat-file", "--batch") { Input = string.Join('\n', references) + "\n", OutputLimit = 256 * 1024 * 1024 };
        var lines = (await ReadAsync(call, cancellationToken).ConfigureAwait(false)).Split('\n');
        var texts = new List<RefText>();
        var line = 0;
        foreach (var reference in references)
        {
            var header = lines[line++].Split(' ');
            if (header is [var id, "blob", _])
            {
                texts.Add(new RefText(reference, id, lines[line++]));
            }
        }

        return texts;
    }

    public async ValueTask<RefText?> ReadTextAsync(string reference, CancellationToken cancellationToken) =>
        await ReadTextsAsync([reference], cancellationToken).ConfigureAwait(false) is [var text] ? text : null;

    /// <summary>Lists references below a prefix with what they point to, in the order of their names.</summary>
    public ValueTask<IReadOnlyList<(string Name, string Id)>> ListRefsAsync(string prefix, CancellationToken cancellationToken) => ListRefsAsync([prefix], cancellationToken);

    /// <summary>Lists references below any of several prefixes.</summary>
    public async ValueTask<IReadOnlyList<(string Name, string Id)>> ListRefsAsync(IReadOnlyList<string> prefixes, CancellationToken cancellationToken)
    {
        var call = new GitCall(["for-each-ref", "--format=%(objectname) %(refname)", .. prefixes]) { OutputLimit = 64 * 1024 * 1024 };
        var output = await ReadAsync(call, cancellationToken).ConfigureAwait(false);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split(' ', 2)).Select(static parts => (parts[1], parts[0]))];
    }

    /// <summary>Changes references all together, if each still is what the change expects.</summary>
    /// <returns><see langword="false"/> when one is not: then none was changed.</returns>
    public async ValueTask<bool> TryUpdateRefsAsync(CancellationToken cancellationToken, params IReadOnlyList<RefChange> changes)
    {
        var input = new StringBuilder();
        foreach (var change in changes)
        {
            input.Append(CultureInfo.InvariantCulture, $"update {change.Name} {change.To} {change.From ?? new string('0', change.To.Length)}\n");
        }

        var result = await git.RunAsync(new GitCall("update-ref", "--stdin") { GitDir = folders.Control, Input = input.ToString() }, cancellationToken).ConfigureAwait(false);
        return result.Succeeded || (IsMoved(result.Error) ? false : throw GitClient.Failure("update-ref", result));
    }

    /// <summary>Removes a reference, if it still is what is expected.</summary>
    public async ValueTask<bool> TryRemoveRefAsync(string name, string expected, CancellationToken cancellationToken)
    {
        var result = await git.RunAsync(new GitCall("update-ref", "--stdin") { GitDir = folders.Control, Input = $"delete {name} {expected}\n" }, cancellationToken).ConfigureAwait(false);
        return result.Succeeded || (IsMoved(result.Error) ? false : throw GitClient.Failure("update-ref", result));
    }

    /// <summary>Gives the error for references that others change again and again.</summary>
    public GitException Contended(string what) =>
        new($"{what} could not be written in '{folders.Control}': each of {MaxAttempts} tries met a newer change. See whether another host uses this data folder, and try again.");

    /// <summary>Tells a reference that is not what was expected from one that cannot be written at all, which is an error and no reason to try again.</summary>
    private static bool IsMoved(string error) =>
        error.Contains("reference already exists", StringComparison.Ordinal)
        || error.Contains("reference is missing but expected ", StringComparison.Ordinal)
        || (error.Contains("cannot lock ref", StringComparison.Ordinal) && error.TrimEnd().Split('\n')[^1].Contains(": unable to resolve reference '", StringComparison.Ordinal) && error.TrimEnd().EndsWith('\''))
        || (error.Contains(": is at ", StringComparison.Ordinal) && error.Contains(" but expected ", StringComparison.Ordinal));

    private async ValueTask<string> FetchHeldAsync(string location, string branch, string reference, CancellationToken cancellationToken)
    {
        var result = await FetchAsync(location, trusted: true, cancellationToken, $"+refs/heads/{branch}:{reference}").ConfigureAwait(false);
        return result.Succeeded
            ? await ResolveAsync(reference, cancellationToken).ConfigureAwait(false) ?? throw new GitException($"The branch '{Printable.Quote(branch)}' of '{Printable.Quote(location)}' is no commit.")
            : throw new GitException($"The branch '{Printable.Quote(branch)}' could not be fetched from '{Printable.Quote(location)}': {Printable.Quote(result.Error)}. Check that the repository and the branch are there and readable.");
    }

    public void Dispose()
    {
        _bases?.Dispose();
        _lock.Dispose();
    }

    private sealed class Release(SemaphoreSlim semaphore) : IDisposable
    {
        public void Dispose() => semaphore.Release();
    }
}
