using Ao.Scm;

namespace Ao.Git.Histories;

/// <summary>What is read of forks that lie in folders, and what of their base.</summary>
/// <param name="Forks">The forks, by name.</param>
/// <param name="Base">The base's changes since the first fork left it, the oldest first.</param>
/// <param name="Notes">What is to be known of the repositories.</param>
internal sealed record FolderSurvey(IReadOnlyDictionary<string, FolderHistory> Forks, IReadOnlyList<string> Base, IReadOnlyList<string> Notes)
{
    /// <summary>How many changes are read of a history, the newest.</summary>
    public const int MaxChanges = 20_000;

    /// <summary>Merges are listed too, and left out afterwards.</summary>
    private const int MaxCommits = 2 * MaxChanges;

    public static FolderSurvey Empty { get; } = new(new Dictionary<string, FolderHistory>(), [], []);

    /// <summary>Looks at the histories.</summary>
    /// <param name="place">Where they are read.</param>
    /// <param name="head">The newest commit of the branch that the base works on.</param>
    /// <param name="source">The base's branches.</param>
    /// <param name="forks">The forks' branches.</param>
    /// <param name="readsAllBranches">Whether all branches of a fork are read.</param>
    /// <param name="isCut">Whether the base's history ends before its first commits.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    public static async ValueTask<FolderSurvey> MakeAsync(HistoryPlace place, string head, ForkBranches source, IReadOnlyDictionary<string, ForkBranches> forks, bool readsAllBranches, bool isCut, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> excluded = [head, .. source.Branches.Values.Where(tip => tip != head).Distinct(StringComparer.Ordinal)];
        var reader = new FolderReader(place, excluded, MaxCommits);
        var found = new Dictionary<string, FolderBranches>(StringComparer.Ordinal);
        foreach (var (name, branches) in forks)
        {
            found[name] = await reader.ListAsync(name, branches, readsAllBranches, cancellationToken).ConfigureAwait(false);
        }

        var elsewhere = await ReadBaseAsync(place, head, found.Values.SelectMany(static fork => fork.All?.ForkPoints ?? new HashSet<string>()), cancellationToken).ConfigureAwait(false);
        var histories = new Dictionary<string, FolderHistory>(StringComparer.Ordinal);
        foreach (var (name, branches) in found)
        {
            histories[name] = await reader.ReadAsync(name, branches, elsewhere, cancellationToken).ConfigureAwait(false);
        }

        // Without the branches that were left out, the first of the forks may have left the base later.
        var changes = await ReadBaseAsync(place, head, histories.Values.SelectMany(static fork => fork.ForkPoints), cancellationToken).ConfigureAwait(false);
        string[] notes = isCut ? ["The base is a shallow clone: what it holds no commits of is not compared. Fetch the rest first: 'git fetch --unshallow' there."] : [];
        return new FolderSurvey(histories, changes, [.. notes, .. histories.Values.Select(static fork => fork.Note).OfType<string>()]);
    }

    private static async ValueTask<IReadOnlyList<string>> ReadBaseAsync(HistoryPlace place, string head, IEnumerable<string> forkPoints, CancellationToken cancellationToken)
    {
        var left = forkPoints.ToHashSet(StringComparer.Ordinal);
        if (left.Count == 0)
        {
            return [];
        }

        var first = await Kinship.FindMergeBaseAsync(place, [head, .. left], cancellationToken).ConfigureAwait(false);
        return await CommitList.ReadAsync(place, [head], first is null ? [] : [first], MaxChanges, cancellationToken).ConfigureAwait(false);
    }
}
