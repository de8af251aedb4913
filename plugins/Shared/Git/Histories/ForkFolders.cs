using Ao.Commands;
using Ao.Convergence;
using Ao.Plugins;
using Ao.Scm;

namespace Ao.Git.Histories;

/// <summary>Reads the histories of forks that lie in folders, where they are: nothing is copied and nothing in the folders changes. It needs no host.</summary>
/// <remarks>Repositories may be bare, and may lack contents. What they say of themselves, such as configuration and hooks, takes no part.</remarks>
internal sealed class ForkFolders : IAsyncDisposable
{
    private readonly HistoryPlace _place;
    private readonly GitClient _git;
    private readonly string _scratch;

    private ForkFolders(GitClient git, string scratch, ForkBranches source, IReadOnlyDictionary<string, ForkBranches> forks)
    {
        (_git, _scratch, Base, Forks) = (git, scratch, source, forks);
        _place = new HistoryPlace(git, Path.Combine(scratch, "histories.git"), scratch);
    }

    /// <summary>Gets the branches of the repository that the others are compared with.</summary>
    public ForkBranches Base { get; }

    /// <summary>Gets the branches of the forks, by the forks' names.</summary>
    public IReadOnlyDictionary<string, ForkBranches> Forks { get; }

    /// <summary>Opens the histories.</summary>
    /// <param name="runner">Runs git.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="baseFolder">The repository that the forks left.</param>
    /// <param name="forks">The forks: a name of the caller's, and the folder.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <exception cref="AoException">A folder is no repository, or has no branch.</exception>
    public static async Task<ForkFolders> OpenAsync(ICommandRunner runner, TimeProvider timeProvider, string baseFolder, IReadOnlyList<KeyValuePair<string, string>> forks, CancellationToken cancellationToken)
    {
        var scratch = Directory.CreateTempSubdirectory("ao-histories-").FullName;
        var settings = new GitSettings { Program = "git", Timeout = TimeSpan.FromMinutes(30), KeepIgnoredBytes = 0 };
        var folders = new GitFolders(new PluginEnvironment { Id = "git", Version = "0.0.0", Folder = AppContext.BaseDirectory, DataFolder = scratch }, settings);
        var git = new GitClient(runner, settings, folders, timeProvider);
        try
        {
            var source = Require(baseFolder);
            var repositories = new List<LocalRepository> { source };
            var branches = new Dictionary<string, ForkBranches>(StringComparer.Ordinal);
            foreach (var (name, folder) in forks)
            {
                var repository = Require(folder);
                repositories.Add(repository);
                if (!branches.TryAdd(name, await HeadsAsync(git, repository, folder, cancellationToken).ConfigureAwait(false)))
                {
                    throw new AoException($"Two forks are called '{Printable.Quote(name)}'. Give each a name of its own.");
                }
            }

            var opened = new ForkFolders(git, scratch, await HeadsAsync(git, source, baseFolder, cancellationToken).ConfigureAwait(false), branches);
            var configuration = GitConfiguration.ControlOf(folders.Hooks, opened.Base.Branches.Values.First().Length == 40 ? "sha1" : "sha256");
            await BorrowingRepository.WriteAsync(opened._place.GitDir, configuration, [.. repositories.Select(static repository => repository.Objects).Distinct(StringComparer.Ordinal)], repositories.Select(static repository => repository.Shallow), [], cancellationToken).ConfigureAwait(false);
            return opened;
        }
        catch
        {
            git.Dispose();
            Directory.Delete(scratch, recursive: true);
            throw;
        }
    }

    /// <summary>Compares a fork's branch with the base's own.</summary>
    /// <param name="fork">The fork's name.</param>
    /// <param name="branch">The branch; <see langword="null"/> for the one that the fork works on.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    public async Task<ForkKinship> CompareAsync(string fork, string? branch = null, CancellationToken cancellationToken = default) =>
        await Kinship.CompareAsync(_place, TipOf(Forks[fork], branch), TipOf(Base, null), cancellationToken).ConfigureAwait(false);

    /// <summary>Reads the changes of a fork that no branch of the base has, the oldest first, merges left out.</summary>
    /// <param name="fork">The fork's name.</param>
    /// <param name="branch">The branch; <see langword="null"/> for the one that the fork works on, and for all of them where that one has nothing of its own.</param>
    /// <param name="maxChanges">How many are read, the newest.</param>
    /// <param name="maxPatch">How large a patch may be, in bytes.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    public async IAsyncEnumerable<ForkChange> ReadForkAsync(string fork, string? branch = null, int maxChanges = 20_000, int maxPatch = 256 * 1024, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var branches = Forks[fork];
        var commits = await CommitList.ReadAsync(_place, [TipOf(branches, branch)], Base.Branches.Values, maxChanges, cancellationToken).ConfigureAwait(false);
        if (commits.Count == 0 && branch is null)
        {
            commits = await CommitList.ReadAsync(_place, [.. branches.Branches.Values.Except(Base.Branches.Values, StringComparer.Ordinal)], Base.Branches.Values, maxChanges, cancellationToken).ConfigureAwait(false);
        }

        await foreach (var change in ForkChangeReader.ReadAsync(_place, commits, maxPatch, cancellationToken).ConfigureAwait(false))
        {
            yield return change;
        }
    }

    /// <summary>Reads the changes of the base since the first of its forks left it, the oldest first, merges left out.</summary>
    /// <param name="maxChanges">How many are read, the newest.</param>
    /// <param name="maxPatch">How large a patch may be, in bytes.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    public async IAsyncEnumerable<ForkChange> ReadBaseAsync(int maxChanges = 20_000, int maxPatch = 256 * 1024, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var tip = TipOf(Base, null);
        var left = new List<string>();
        foreach (var fork in Forks.Values)
        {
            // One that has nothing in common with the base never left it.
            if (await Kinship.FindMergeBaseAsync(_place, [tip, TipOf(fork, null)], cancellationToken).ConfigureAwait(false) is { } mergeBase)
            {
                left.Add(mergeBase);
            }
        }

        var first = left.Count == 0 ? null : await Kinship.FindMergeBaseAsync(_place, [tip, .. left], cancellationToken).ConfigureAwait(false);
        var commits = await CommitList.ReadAsync(_place, [tip], first is null ? [] : [first], maxChanges, cancellationToken).ConfigureAwait(false);
        await foreach (var change in ForkChangeReader.ReadAsync(_place, commits, maxPatch, cancellationToken).ConfigureAwait(false))
        {
            yield return change;
        }
    }

    /// <summary>Finds the changes of a fork that the base has under another id.</summary>
    /// <returns>The base's commit for each of the fork's.</returns>
    public async Task<IReadOnlyDictionary<string, string>> FindPortedAsync(string fork, string? branch = null, CancellationToken cancellationToken = default) =>
        await PortedChanges.FindAsync(_place, TipOf(Forks[fork], branch), TipOf(Base, null), cancellationToken).ConfigureAwait(false);

    public ValueTask DisposeAsync()
    {
        _git.Dispose();
        Directory.Delete(_scratch, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static string TipOf(ForkBranches branches, string? branch) => (branch ?? branches.DefaultBranch) is { } name && branches.Branches.TryGetValue(name, out var tip)
        ? tip
        : throw new AoException(branch is null
            ? $"A repository does not say which of its {branches.Branches.Count} branches it works on. Check one out there, or name a branch."
            : $"There is no branch '{Printable.Quote(branch)}'. Name one of those that the repository has.");

    private static LocalRepository Require(string folder) => LocalRepository.Find(Path.GetFullPath(folder))
        ?? throw new AoException($"'{Printable.Quote(folder)}' is no git repository, or not its top folder. Give the folder that holds '.git', or a bare repository.");

    private static async Task<ForkBranches> HeadsAsync(GitClient git, LocalRepository repository, string folder, CancellationToken cancellationToken)
    {
        var branches = RepositoryHeads.ParseFolder(await git.ReadAsync(RepositoryHeads.Ask(repository.GitDir, "refs/remotes/*"), cancellationToken).ConfigureAwait(false));
        return branches.Branches.Count > 0 ? branches : throw new AoException($"The repository '{Printable.Quote(folder)}' has no branch. Commit something there, or give another.");
    }
}
