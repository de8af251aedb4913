using Ao.Scm;

namespace Ao.Git.Histories;

/// <summary>Reads which changes of forks that lie in folders are their own.</summary>
/// <param name="place">Where the histories are read.</param>
/// <param name="excluded">The newest commits of the base, that of the branch that it works on first.</param>
/// <param name="limit">How many commits are read of a fork, the newest.</param>
internal sealed class FolderReader(HistoryPlace place, IReadOnlyList<string> excluded, int limit)
{
    /// <summary>Lists what a fork has that the base has not.</summary>
    public async ValueTask<FolderBranches> ListAsync(string name, ForkBranches branches, bool readsAllBranches, CancellationToken cancellationToken)
    {
        var head = branches.DefaultBranch is { } worked ? branches.Branches.GetValueOrDefault(worked) : null;
        IReadOnlySet<string> tips = new HashSet<string>();
        try
        {
            var main = await OwnCommits.ReadAsync(place, head is null ? [] : [head], excluded, limit, cancellationToken).ConfigureAwait(false);
            if (readsAllBranches || main.All.Count == 0)
            {
                tips = branches.Branches.Values.Where(tip => tip != head).ToHashSet(StringComparer.Ordinal);
            }

            var all = tips.Count == 0 ? main : await OwnCommits.ReadAsync(place, head is null ? tips : tips.Prepend(head), excluded, limit, cancellationToken).ConfigureAwait(false);
            var isKin = all.IsKin && (!all.IsMore || await IsKinAsync(head ?? tips.First(), cancellationToken).ConfigureAwait(false));
            return new FolderBranches(head, tips, main, isKin ? all : null, isKin ? null
                : all.IsCut ? $"'{Printable.Quote(name)}' is a shallow clone whose history ends before the commit at which it left the base, and is left out. Fetch the rest first: 'git fetch --unshallow' there."
                : $"'{Printable.Quote(name)}' has no history in common with the base and is left out. Give a clone of one of its forks.");
        }
        catch (GitException exception)
        {
            return new FolderBranches(head, tips, null, null, $"'{Printable.Quote(name)}' is left out, because its history cannot be read: {Printable.Line(exception.Message)} See what 'git fsck' says there.");
        }
    }

    /// <summary>Reads the changes of a fork that count as its own.</summary>
    /// <param name="name">The fork.</param>
    /// <param name="branches">What it has that the base has not.</param>
    /// <param name="elsewhere">The changes of the base since the forks left it.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    public async ValueTask<FolderHistory> ReadAsync(string name, FolderBranches branches, IReadOnlyList<string> elsewhere, CancellationToken cancellationToken)
    {
        if (branches is not { Main: { } main, All: { } all })
        {
            return FolderHistory.LeftOut(branches.Fault!);
        }

        var (changes, forkPoints) = await new SideBranches(place, elsewhere, excluded, limit).ReadAsync(main, all, branches.Head, branches.Tips, cancellationToken).ConfigureAwait(false);
        return new FolderHistory(changes, forkPoints, all.IsCut ? $"'{Printable.Quote(name)}' is a shallow clone: older changes than its history holds are not compared. Fetch the rest first: 'git fetch --unshallow' there." : null);
    }

    private async ValueTask<bool> IsKinAsync(string tip, CancellationToken cancellationToken) =>
        await Kinship.FindMergeBaseAsync(place, [tip, excluded[0]], cancellationToken).ConfigureAwait(false) is not null;
}
