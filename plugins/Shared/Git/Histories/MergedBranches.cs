namespace Ao.Git.Histories;

/// <summary>Finds branches whose whole change stands elsewhere as one commit, as merging by squash leaves it.</summary>
internal static class MergedBranches
{
    private const int ChunkSize = 512;
    private const int MaxPatch = 256 * 1024;

    /// <summary>Who merges mends a little.</summary>
    private const double NearlyAll = 0.9;

    /// <summary>Finds them.</summary>
    /// <param name="place">Where they are read.</param>
    /// <param name="tips">The newest commits of the branches.</param>
    /// <param name="trunks">The newest commits of what the branches left.</param>
    /// <param name="elsewhere">The commits that one of them may stand in.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The newest commits of those that were merged.</returns>
    public static async ValueTask<IReadOnlySet<string>> FindAsync(HistoryPlace place, IReadOnlyList<string> tips, IReadOnlyList<string> trunks, IReadOnlyList<string> elsewhere, CancellationToken cancellationToken)
    {
        var merged = new HashSet<string>(StringComparer.Ordinal);
        var branches = await ReadAsync(place, tips, trunks, cancellationToken).ConfigureAwait(false);
        if (branches.Count == 0)
        {
            return merged;
        }

        // Only what changes all the files of a branch can be its whole change.
        var candidates = new Dictionary<string, IReadOnlyList<Branch>>(StringComparer.Ordinal);
        foreach (var chunk in elsewhere.Chunk(ChunkSize))
        {
            foreach (var (commit, files) in await FileDeltas.ReadAsync(place, chunk, cancellationToken).ConfigureAwait(false))
            {
                var paths = files.Files.Select(static file => file.Path).ToHashSet(StringComparer.Ordinal);
                if (branches.Where(branch => branch.Paths.Count <= paths.Count && branch.Paths.All(paths.Contains)).ToList() is { Count: > 0 } possible)
                {
                    candidates[commit] = possible;
                }
            }
        }

        await foreach (var change in ForkChangeReader.ReadAsync(place, [.. candidates.Keys], MaxPatch, cancellationToken).ConfigureAwait(false))
        {
            var lines = ChangedLineSet.Of(change.Patch);
            merged.UnionWith(candidates[change.Revision].Where(branch => branch.Lines.ShareIn(lines) >= NearlyAll).Select(static branch => branch.Tip));
        }

        return merged;
    }

    /// <summary>Reads what the branches change as a whole.</summary>
    private static async ValueTask<IReadOnlyList<Branch>> ReadAsync(HistoryPlace place, IReadOnlyList<string> tips, IReadOnlyList<string> trunks, CancellationToken cancellationToken)
    {
        var whole = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tip in tips)
        {
            var result = await place.RunAsync(new GitCall(["merge-base", tip, .. trunks]), cancellationToken).ConfigureAwait(false);
            if (result.Succeeded)
            {
                // One commit that changes what the branch changes.
                var commit = new GitCall("commit-tree", $"{tip}^{{tree}}", "-p", result.Output.Split('\n')[0]) { Input = tip, Date = DateTimeOffset.UnixEpoch };
                whole[await place.ReadAsync(commit, cancellationToken).ConfigureAwait(false)] = tip;
            }
        }

        var branches = new List<Branch>();
        await foreach (var change in ForkChangeReader.ReadAsync(place, [.. whole.Keys], MaxPatch, cancellationToken).ConfigureAwait(false))
        {
            if (!change.IsPartial && ChangedLineSet.Of(change.Patch) is { IsEmpty: false } lines)
            {
                branches.Add(new Branch(whole[change.Revision], change.Paths, lines));
            }
        }

        return branches;
    }

    private sealed record Branch(string Tip, IReadOnlyList<string> Paths, ChangedLineSet Lines);
}
