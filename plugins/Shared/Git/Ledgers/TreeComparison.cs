namespace Ao.Git.Ledgers;

/// <summary>Finds what commits change in their trees, many commits at a time and level by level: each tree is read once and each pair of trees compared once, so that trees which name each other a thousandfold cost no more than their size.</summary>
internal sealed class TreeComparison(LedgerRepository repository)
{
    private static readonly IReadOnlyDictionary<string, TreeEntry> s_nothing = new Dictionary<string, TreeEntry>();
    private readonly Dictionary<string, IReadOnlyDictionary<string, TreeEntry>?> _trees = new(StringComparer.Ordinal);

    /// <summary>Reads all trees that differ between the members of pairs, as deep as paths may be.</summary>
    /// <param name="roots">Pairs of root trees: before, where there is something before, and after.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    public async ValueTask ReadAsync(IEnumerable<(string? Before, string After)> roots, CancellationToken cancellationToken)
    {
        var seen = new HashSet<(string?, string?)>();
        List<(string? Before, string? After)> pairs = [.. roots.Select(static pair => (pair.Before, (string?)pair.After))];
        for (var depth = 0; depth < LedgerPath.Deepest && pairs.Count > 0; depth++)
        {
            pairs.RemoveAll(pair => pair.Before == pair.After || !seen.Add(pair));
            await LoadAsync(pairs.SelectMany(static pair => new[] { pair.Before, pair.After }).OfType<string>(), cancellationToken).ConfigureAwait(false);
            pairs = [.. pairs.SelectMany(pair => Differences(pair.Before, pair.After)).Select(static entry => (FolderOf(entry.Before), FolderOf(entry.After))).Where(static pair => pair is not (null, null))];
        }
    }

    /// <summary>Lists what differs between two trees that were read.</summary>
    /// <param name="before">The tree before, where there is one.</param>
    /// <param name="after">The tree after.</param>
    /// <param name="limit">How many files may differ.</param>
    /// <param name="fault">Why nothing is listed.</param>
    /// <returns>The paths with the ids of their files; none where the file is removed.</returns>
    public IReadOnlyDictionary<string, string?> List(string? before, string after, int limit, out string? fault)
    {
        var files = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        var visits = (2 * limit) + 16;
        fault = Collect(files, "", before, after, limit, 1, ref visits);
        return files;
    }

    private string? Collect(SortedDictionary<string, string?> files, string prefix, string? before, string? after, int limit, int depth, ref int visits)
    {
        // Equal trees are not read.
        if (before == after)
        {
            return null;
        }

        if (depth > LedgerPath.Deepest)
        {
            return $"its folders are nested deeper than {LedgerPath.Deepest - 1}";
        }

        if ((before is not null && _trees.GetValueOrDefault(before) is null) || (after is not null && _trees.GetValueOrDefault(after) is null))
        {
            return $"a folder of it is damaged, or larger than {TreeText.Largest} bytes";
        }

        foreach (var (old, now) in Differences(before, after))
        {
            var path = prefix + (now ?? old)!.Name;
            if (--visits < 0 || files.Count > limit)
            {
                return $"it changes more than {limit} files";
            }

            if (FaultOf(path, now) is { } wrong)
            {
                return wrong;
            }

            if (old is { IsFolder: false } && now is null or { IsFolder: true })
            {
                files[path] = null;
            }

            if (now is { IsFolder: false })
            {
                files[path] = now.Id;
            }

            if ((FolderOf(old), FolderOf(now)) is not (null, null) and var (left, right) && left != right && Collect(files, path + "/", left, right, limit, depth + 1, ref visits) is { } fault)
            {
                return fault;
            }
        }

        return files.Count > limit ? $"it changes more than {limit} files" : null;
    }

    private static string? FaultOf(string path, TreeEntry? entry) =>
        entry is null ? null
        : !LedgerPath.IsName(entry.Name) ? $"'{Printable.Quote(path)}' is no plain name"
        : !entry.IsFile && !entry.IsFolder ? $"'{Printable.Quote(path)}' is neither a file nor a folder, but of the mode '{Printable.Quote(entry.Mode)}'"
        : null;

    private static string? FolderOf(TreeEntry? entry) => entry is { IsFolder: true } ? entry.Id : null;

    private IEnumerable<(TreeEntry? Before, TreeEntry? After)> Differences(string? before, string? after)
    {
        var old = before is null ? s_nothing : _trees.GetValueOrDefault(before) ?? s_nothing;
        var now = after is null ? s_nothing : _trees.GetValueOrDefault(after) ?? s_nothing;
        return old.Values.Where(entry => !now.ContainsKey(entry.Name)).Select(static entry => ((TreeEntry?)entry, (TreeEntry?)null))
            .Concat(now.Values.Select(entry => (old.GetValueOrDefault(entry.Name), (TreeEntry?)entry)).Where(static pair => pair.Item1 != pair.Item2));
    }

    private async ValueTask LoadAsync(IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        string[] missing = [.. ids.Distinct(StringComparer.Ordinal).Where(id => !_trees.ContainsKey(id))];
        var objects = await repository.ReadObjectsAsync(missing, TreeText.Largest, cancellationToken).ConfigureAwait(false);
        foreach (var id in missing)
        {
            _trees[id] = objects.GetValueOrDefault(id) is { Type: "tree", Content: { } content } ? TreeText.TryRead(content.Span, repository.Format.IdBytes) : null;
        }
    }
}
