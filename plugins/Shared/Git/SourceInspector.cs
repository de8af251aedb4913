using System.Collections.Concurrent;
using System.Globalization;
using Ao.Git.Workspaces;
using Ao.Scm;

namespace Ao.Git;

/// <summary>Looks at source repositories without changing them.</summary>
internal sealed class SourceInspector(GitClient git, ISourcePlaces places)
{
    private readonly ConcurrentDictionary<string, SourceRepository> _known = new(StringComparer.Ordinal);

    public async ValueTask<SourceRepository> OpenAsync(ProjectSource source, CancellationToken cancellationToken)
    {
        var (location, name) = await places.OfAsync(source, cancellationToken).ConfigureAwait(false);
        var own = Path.Combine(location, ".git");
        var isBare = !Path.Exists(own);
        var gitDir = isBare ? location : own;
        var repository = new SourceRepository(location, gitDir, isBare, name);
        if (_known.TryGetValue(location, out var known) && known == repository)
        {
            return known;
        }

        var result = await git.RunAsync(new GitCall("rev-parse", "--git-dir") { GitDir = gitDir }, cancellationToken).ConfigureAwait(false);
        return result.Succeeded
            ? _known[location] = repository
            : throw new AoException($"'{Printable.Quote(name)}', the location of project '{source.Project}', is not a git repository, or not its top folder. Give the folder that holds '.git', or run 'git init' there and commit something.");
    }

    public ValueTask<string> ObjectFormatAsync(SourceRepository repository, CancellationToken cancellationToken) =>
        git.ReadAsync(new GitCall("rev-parse", "--show-object-format") { GitDir = repository.GitDir }, cancellationToken);

    public async ValueTask<SourceInfo> InspectAsync(ProjectSource source, CancellationToken cancellationToken)
    {
        var repository = await OpenAsync(source, cancellationToken).ConfigureAwait(false);
        var branch = await BaseBranchAsync(source, repository, cancellationToken).ConfigureAwait(false);
        var tip = await ReadBranchesAsync(repository, [branch], cancellationToken).ConfigureAwait(false);
        return tip.TryGetValue(branch, out var revision)
            ? new SourceInfo { BaseBranch = branch, Revision = revision, Warnings = await WarningsAsync(repository, branch, cancellationToken).ConfigureAwait(false) }
            : throw await MissingAsync(source, repository, branch, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<string> BaseBranchAsync(ProjectSource source, SourceRepository repository, CancellationToken cancellationToken)
    {
        if (source.BaseBranch is { } configured)
        {
            return BranchName.Require(configured);
        }

        if (HeadFile.BranchOf(Path.Combine(repository.GitDir, "HEAD")) is { } branch)
        {
            return branch;
        }

        // The HEAD of a linked working tree is elsewhere, and one of another format is not in that file.
        var head = await git.RunAsync(new GitCall("symbolic-ref", "--quiet", "--short", "HEAD") { GitDir = repository.GitDir }, cancellationToken).ConfigureAwait(false);
        return head.Succeeded
            ? head.Output.Trim()
            : throw new AoException($"The repository '{Printable.Quote(repository.Name)}' has a detached HEAD, so project '{source.Project}' has no branch to start from. Check out a branch there, or name one as the project's base branch.");
    }

    /// <summary>Reads branches, and those below them, from the source.</summary>
    public async ValueTask<IReadOnlyDictionary<string, string>> ReadBranchesAsync(SourceRepository repository, IEnumerable<string> branches, CancellationToken cancellationToken)
    {
        var call = new GitCall(["for-each-ref", "--format=%(objectname) %(refname:lstrip=2)", .. branches.Select(static branch => $"refs/heads/{branch}")]) { GitDir = repository.GitDir };
        var output = await git.ReadAsync(call, cancellationToken).ConfigureAwait(false);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split(' ', 2)).ToDictionary(static parts => parts[1], static parts => parts[0], StringComparer.Ordinal);
    }

    public async ValueTask<AoException> MissingAsync(ProjectSource source, SourceRepository repository, string branch, CancellationToken cancellationToken)
    {
        var any = await git.ReadAsync(new GitCall("for-each-ref", "--count=1", "refs/heads") { GitDir = repository.GitDir }, cancellationToken).ConfigureAwait(false);
        return any.Length == 0
            ? new AoException($"The repository '{Printable.Quote(repository.Name)}' of project '{source.Project}' has no commit yet. Commit something there first.")
            : new AoException($"The repository '{Printable.Quote(repository.Name)}' of project '{source.Project}' has no branch '{Printable.Quote(branch)}'. Name one that is there as the project's base branch, or create it.");
    }

    private async ValueTask<IReadOnlyList<string>> WarningsAsync(SourceRepository repository, string branch, CancellationToken cancellationToken)
    {
        if (repository.IsBare)
        {
            return [];
        }

        var call = new GitCall("-c", "core.fsmonitor=false", "status", "--porcelain", "--untracked-files=normal", "--ignore-submodules=all") { GitDir = repository.GitDir, WorkTree = repository.Location, OutputLimit = 16 * 1024 * 1024 };
        var output = (await git.RunAsync(call, cancellationToken).ConfigureAwait(false)).Output;
        var changes = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
        return changes == 0
            ? []
            : [string.Create(CultureInfo.InvariantCulture, $"The checkout '{Printable.Quote(repository.Name)}' has {changes} uncommitted changes. Sessions start from the newest commit of '{branch}' and do not see them; commit what they shall see.")];
    }
}
