using Ao.Commands;
using Ao.Convergence;
using Ao.Plugins;
using Ao.Scm;

namespace Ao.Git.Histories;

/// <summary>Reads the histories of forks that lie in folders, where they are: nothing is copied and nothing in the folders changes. It needs no host.</summary>
/// <remarks>Repositories may be bare, shallow, and may lack contents. What they say of themselves, such as configuration and hooks, takes no part.</remarks>
internal sealed class ForkFolders : IAsyncDisposable
{
    private readonly HistoryPlace _place;
    private readonly GitClient _git;
    private readonly string _scratch;
    private FolderSurvey _survey = FolderSurvey.Empty;

    private ForkFolders(GitClient git, string scratch, ForkBranches source, IReadOnlyDictionary<string, ForkBranches> forks)
    {
        (_git, _scratch, Base, Forks) = (git, scratch, source, forks);
        _place = new HistoryPlace(git, Path.Combine(scratch, "histories.git"), scratch);
    }

    /// <summary>Gets the branches of the repository that the others are compared with.</summary>
    public ForkBranches Base { get; }

    /// <summary>Gets the branches of the forks, by the forks' names.</summary>
    public IReadOnlyDictionary<string, ForkBranches> Forks { get; }

    /// <summary>Gets what is to be known of the repositories: which are left out, and of which not all is read.</summary>
    public IReadOnlyList<string> Notes => _survey.Notes;

    /// <summary>Opens the histories, with all branches of the forks.</summary>
    /// <exception cref="AoException">A folder is no repository, or has no branch.</exception>
    public static Task<ForkFolders> OpenAsync(ICommandRunner runner, TimeProvider timeProvider, string baseFolder, IReadOnlyList<KeyValuePair<string, string>> forks, CancellationToken cancellationToken) =>
        OpenAsync(runner, timeProvider, baseFolder, forks, readsAllBranches: true, cancellationToken);

    /// <summary>Opens the histories.</summary>
    /// <param name="runner">Runs git.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="baseFolder">The repository that the forks left.</param>
    /// <param name="forks">The forks: a name of the caller's, and the folder.</param>
    /// <param name="readsAllBranches">Whether all branches of a fork are read, and not only the one that it works on.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <exception cref="AoException">A folder is no repository, or has no branch.</exception>
    public static async Task<ForkFolders> OpenAsync(ICommandRunner runner, TimeProvider timeProvider, string baseFolder, IReadOnlyList<KeyValuePair<string, string>> forks, bool readsAllBranches, CancellationToken cancellationToken)
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
            var place = opened._place;
            var configuration = GitConfiguration.ControlOf(folders.Hooks, opened.Base.Branches.Values.First().Length == 40 ? "sha1" : "sha256");
            await BorrowingRepository.WriteAsync(place.GitDir, configuration, [.. repositories.Select(static repository => repository.Objects).Distinct(StringComparer.Ordinal)], [], [], cancellationToken).ConfigureAwait(false);
            var ends = await HistoryEnds.FindAsync(place, repositories.SelectMany(static repository => repository.Shallow), objects: null, cancellationToken).ConfigureAwait(false);
            await BorrowingRepository.WriteEndsAsync(place.GitDir, ends, cancellationToken).ConfigureAwait(false);
            opened._survey = await FolderSurvey.MakeAsync(place, TipOf(opened.Base, "The base"), opened.Base, branches, readsAllBranches, source.Shallow.Intersect(ends, StringComparer.Ordinal).Any(), cancellationToken).ConfigureAwait(false);
            return opened;
        }
        catch
        {
            git.Dispose();
            Directory.Delete(scratch, recursive: true);
            throw;
        }
    }

    /// <summary>Tells whether a fork is compared: not where nothing shows that it is a fork of the base.</summary>
    public bool IsCompared(string fork) => _survey.Forks[fork].IsCompared;

    /// <summary>Compares the branch that a fork works on with the base's own.</summary>
    /// <param name="fork">The fork's name.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    public async Task<ForkKinship> CompareAsync(string fork, CancellationToken cancellationToken = default) =>
        await Kinship.CompareAsync(_place, TipOf(fork), TipOf(Base, "The base"), cancellationToken).ConfigureAwait(false);

    /// <summary>Reads the changes of a fork that no branch of the base has, the oldest first, merges left out; of one that is not compared, none.</summary>
    /// <param name="fork">The fork's name.</param>
    /// <param name="maxChanges">How many are read, the newest.</param>
    /// <param name="maxPatch">How large a patch may be, in bytes.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    public IAsyncEnumerable<ForkChange> ReadForkAsync(string fork, int maxChanges = FolderSurvey.MaxChanges, int maxPatch = 256 * 1024, CancellationToken cancellationToken = default) =>
        ForkChangeReader.ReadAsync(_place, [.. _survey.Forks[fork].Changes.TakeLast(maxChanges)], maxPatch, cancellationToken);

    /// <summary>Reads the changes of the base since the first of its forks left it, the oldest first, merges left out.</summary>
    /// <param name="maxChanges">How many are read, the newest.</param>
    /// <param name="maxPatch">How large a patch may be, in bytes.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    public IAsyncEnumerable<ForkChange> ReadBaseAsync(int maxChanges = FolderSurvey.MaxChanges, int maxPatch = 256 * 1024, CancellationToken cancellationToken = default) =>
        ForkChangeReader.ReadAsync(_place, [.. _survey.Base.TakeLast(maxChanges)], maxPatch, cancellationToken);

    /// <summary>Finds the changes on the branch that a fork works on that the base has under another id.</summary>
    /// <returns>The base's commit for each of the fork's.</returns>
    public async Task<IReadOnlyDictionary<string, string>> FindPortedAsync(string fork, CancellationToken cancellationToken = default) =>
        await PortedChanges.FindAsync(_place, TipOf(fork), TipOf(Base, "The base"), cancellationToken).ConfigureAwait(false);

    public ValueTask DisposeAsync()
    {
        _git.Dispose();
        Directory.Delete(_scratch, recursive: true);
        return ValueTask.CompletedTask;
    }

    private string TipOf(string fork) => TipOf(Forks[fork], $"The fork '{Printable.Quote(fork)}'");

    private static string TipOf(ForkBranches branches, string whose) => branches.DefaultBranch is { } name && branches.Branches.TryGetValue(name, out var tip)
        ? tip
        : throw new AoException($"{whose} does not say which of its {branches.Branches.Count} branches it works on. Check one out there.");

    private static LocalRepository Require(string folder) => LocalRepository.Find(Path.GetFullPath(folder))
        ?? throw new AoException($"'{Printable.Quote(folder)}' is no git repository, or not its top folder. Give the folder that holds '.git', or a bare repository.");

    private static async Task<ForkBranches> HeadsAsync(GitClient git, LocalRepository repository, string folder, CancellationToken cancellationToken)
    {
        var branches = RepositoryHeads.ParseFolder(await git.ReadAsync(RepositoryHeads.Ask(repository.GitDir, "refs/remotes/*"), cancellationToken).ConfigureAwait(false));
        return branches.Branches.Count > 0 ? branches : throw new AoException($"The repository '{Printable.Quote(folder)}' has no branch. Commit something there, or give another.");
    }
}
