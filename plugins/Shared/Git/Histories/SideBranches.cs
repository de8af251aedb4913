namespace Ao.Git.Histories;

/// <summary>What a fork has on branches beside the one that it works on: also there are answers of its own, and many copies of what went elsewhere.</summary>
/// <param name="place">Where the histories are read.</param>
/// <param name="elsewhere">The changes of the base.</param>
/// <param name="excluded">The newest commits of the base, that of the branch that it works on first.</param>
/// <param name="limit">How many commits are read, the newest.</param>
/// <remarks>Left out are commits that were made anew on another branch or taken up by the base, which the author and the time of making show, and branches whose whole change is one commit elsewhere, as merging by squash leaves them.</remarks>
internal sealed class SideBranches(HistoryPlace place, IReadOnlyList<string> elsewhere, IReadOnlyList<string> excluded, int limit)
{
    private const int MaxBranches = 200;

    /// <summary>Reads the changes of a fork that count as its own, the oldest first.</summary>
    /// <param name="main">The commits of the branch that it works on.</param>
    /// <param name="all">The commits of all branches.</param>
    /// <param name="head">The newest commit of the branch that it works on, where one is known.</param>
    /// <param name="others">The newest commits of the other branches.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The changes, and where they left the base.</returns>
    public async ValueTask<(IReadOnlyList<string> Changes, IReadOnlySet<string> ForkPoints)> ReadAsync(OwnCommits main, OwnCommits all, string? head, IReadOnlyCollection<string> others, CancellationToken cancellationToken)
    {
        if (all.All.Count == main.All.Count)
        {
            return (main.Changes, main.ForkPoints);
        }

        var tips = others.Where(tip => all.Contains(tip) && !main.Contains(tip)).ToHashSet(StringComparer.Ordinal);
        var merged = await MergedBranches.FindAsync(place, [.. all.All.Reverse().Where(tips.Contains).Take(MaxBranches)], head is null ? [excluded[0]] : [head, excluded[0]], [.. elsewhere, .. main.Changes], cancellationToken).ConfigureAwait(false);
        if (merged.Count > 0)
        {
            tips.ExceptWith(merged);
            all = await OwnCommits.ReadAsync(place, head is null ? tips : tips.Prepend(head), excluded, limit, cancellationToken).ConfigureAwait(false);
        }

        return (await WithoutRemadeAsync(main, all, cancellationToken).ConfigureAwait(false), all.ForkPoints);
    }

    /// <summary>Leaves out what was made once and stands elsewhere too, or on several branches: a rebase and a pick keep the author and the time.</summary>
    private async ValueTask<IReadOnlyList<string>> WithoutRemadeAsync(OwnCommits main, OwnCommits all, CancellationToken cancellationToken)
    {
        var side = all.Changes.Where(commit => !main.Contains(commit)).ToList();
        var texts = await CommitTexts.ReadAsync(place, [.. elsewhere, .. main.Changes, .. side], cancellationToken).ConfigureAwait(false);
        var known = elsewhere.Concat(main.Changes).Select(commit => MarkOf(texts[commit])).ToHashSet();

        // The newest of several is the one that stands.
        var left = side.AsEnumerable().Reverse().Where(commit => known.Add(MarkOf(texts[commit]))).ToHashSet(StringComparer.Ordinal);
        return [.. all.Changes.Where(commit => main.Contains(commit) || left.Contains(commit))];
    }

    private static (string Author, DateTimeOffset At, string Subject) MarkOf(CommitText text) => (text.Email, text.At, text.Message.Split('\n', 2)[0]);
}
