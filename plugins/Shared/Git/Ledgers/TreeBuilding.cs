namespace Ao.Git.Ledgers;

/// <summary>Makes the tree of a new commit of a chain: the parent's, with files that are added or replaced.</summary>
internal sealed class TreeBuilding(LedgerRepository repository, PackWriter pack)
{
    private readonly Dictionary<string, IReadOnlyDictionary<string, TreeEntry>> _trees = new(StringComparer.Ordinal);

    /// <returns>The id of the tree, which is in the pack.</returns>
    public async ValueTask<string> AddAsync(string? parent, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, CancellationToken cancellationToken)
    {
        var paths = files.Select(file => (Names: LedgerPath.Require(file.Key), Blob: pack.Add("blob", file.Value.ToArray()))).ToList();
        var root = parent is null ? null : await RootOfAsync(parent, cancellationToken).ConfigureAwait(false);
        await LoadAsync(root is null ? [] : [root], paths.ConvertAll(static path => path.Names), cancellationToken).ConfigureAwait(false);
        return Write(root, paths, 0);
    }

    private async ValueTask<string> RootOfAsync(string parent, CancellationToken cancellationToken) =>
        (await repository.ReadObjectsAsync([parent], CommitText.Largest, cancellationToken).ConfigureAwait(false)).GetValueOrDefault(parent) is { Type: "commit", Content: { } content } && CommitText.TryRead(content.Span) is { } commit
            ? commit.Tree
            : throw new AoException($"The commit '{parent}' that a ledger's next one shall build on is not here. Add to the head of the chain.");

    /// <summary>Reads the trees on the ways to the files, level by level.</summary>
    private async ValueTask LoadAsync(IReadOnlyCollection<string> trees, IReadOnlyList<string[]> paths, CancellationToken cancellationToken)
    {
        for (var depth = 0; trees.Count > 0; depth++)
        {
            var objects = await repository.ReadObjectsAsync(trees, TreeText.Largest, cancellationToken).ConfigureAwait(false);
            foreach (var id in trees)
            {
                _trees[id] = objects.GetValueOrDefault(id) is { Type: "tree", Content: { } content } && TreeText.TryRead(content.Span, repository.Format.IdBytes) is { } entries
                    ? entries
                    : throw new GitException($"The tree '{id}' of a ledger in '{repository.Folder}' is damaged or not there. See what is wrong with the disk.");
            }

            var names = paths.Where(path => path.Length > depth + 1).Select(path => path[depth]).ToHashSet(StringComparer.Ordinal);
            trees = [.. trees.SelectMany(id => _trees[id].Values).Where(entry => entry.IsFolder && names.Contains(entry.Name)).Select(static entry => entry.Id).Where(id => !_trees.ContainsKey(id)).Distinct(StringComparer.Ordinal)];
        }
    }

    private string Write(string? before, IReadOnlyList<(string[] Names, string Blob)> files, int depth)
    {
        var entries = new Dictionary<string, TreeEntry>(before is null ? new Dictionary<string, TreeEntry>() : _trees[before], StringComparer.Ordinal);
        foreach (var group in files.GroupBy(file => file.Names[depth], StringComparer.Ordinal))
        {
            var inside = group.Where(file => file.Names.Length > depth + 1).ToList();
            if (inside.Count > 0 && inside.Count < group.Count())
            {
                throw new AoException($"'{group.Key}' cannot be a file and a folder of a ledger at once. Give one of them another name.");
            }

            entries[group.Key] = inside.Count == 0
                ? new TreeEntry(group.Key, TreeEntry.FileMode, group.Last().Blob)
                : new TreeEntry(group.Key, TreeEntry.FolderMode, Write(entries.GetValueOrDefault(group.Key) is { IsFolder: true } folder ? folder.Id : null, inside, depth + 1));
        }

        return pack.Add("tree", TreeText.Write(entries.Values));
    }
}
