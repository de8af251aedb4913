using System.Text.RegularExpressions;
using Ao.Scm;

namespace Ao.TestSupport.Fakes;

/// <summary>Files of a revision in memory.</summary>
public sealed class MemoryTree(string revision, IReadOnlyDictionary<string, string> files, params IReadOnlyList<MemoryTree> others) : ISourceTree
{
    public string Revision => revision;

    public IReadOnlyDictionary<string, string> Files => files;

    /// <summary>Gets how often files were read.</summary>
    public int Reads { get; private set; }

    public ValueTask<IReadOnlyList<string>> ListPathsAsync(CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IReadOnlyList<string>>([.. files.Keys.Order(StringComparer.Ordinal)]);

    public ValueTask<IReadOnlyList<TreeChange>> ListChangesAsync(string other, CancellationToken cancellationToken = default)
    {
        var then = others.Single(tree => tree.Revision == other).Files;
        IEnumerable<TreeChange> changes =
        [
            .. files.Where(file => !then.TryGetValue(file.Key, out var text) || text != file.Value).Select(file => new TreeChange(file.Key, then.ContainsKey(file.Key) ? file.Key : null)),
            .. then.Keys.Where(path => !files.ContainsKey(path)).Select(static path => new TreeChange(path, path, IsRemoved: true)),
        ];
        return ValueTask.FromResult<IReadOnlyList<TreeChange>>([.. changes.OrderBy(static change => change.Path, StringComparer.Ordinal)]);
    }

    public ValueTask<string?> ReadTextAsync(string path, CancellationToken cancellationToken = default)
    {
        Reads++;
        return ValueTask.FromResult(files.GetValueOrDefault(path));
    }

    public ValueTask<IReadOnlyList<WordOccurrence>> FindWordsAsync(IReadOnlyList<string> words, int limit = 10_000, CancellationToken cancellationToken = default)
    {
        var wanted = words.ToHashSet(StringComparer.Ordinal);
        var found =
            from file in files.OrderBy(static file => file.Key, StringComparer.Ordinal)
            from line in file.Value.Split('\n').Index()
            from word in Regex.Matches(line.Item, @"\w+").Select(static match => match.Value).Distinct(StringComparer.Ordinal)
            where wanted.Contains(word)
            select new WordOccurrence(word, file.Key, line.Index + 1, line.Item.Length <= 400 ? line.Item : line.Item[..400]);
        return ValueTask.FromResult<IReadOnlyList<WordOccurrence>>([.. found.Take(limit)]);
    }
}
