using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Ao.Scm;

namespace Ao.Benchmarks.Alignment;

/// <summary>Files in memory. Trees that share a text share what is known of it.</summary>
internal sealed class TextTree(string revision, IReadOnlyDictionary<string, string> files, IReadOnlyDictionary<string, TextTree> others) : ISourceTree
{
    private static readonly ConditionalWeakTable<string, FrozenDictionary<string, int[]>> s_words = [];

    public string Revision => revision;

    public IReadOnlyDictionary<string, string> Files => files;

    public ValueTask<IReadOnlyList<string>> ListPathsAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult<IReadOnlyList<string>>([.. files.Keys]);

    public ValueTask<IReadOnlyList<TreeChange>> ListChangesAsync(string other, CancellationToken cancellationToken = default)
    {
        var then = others[other].Files;
        IEnumerable<TreeChange> changes =
        [
            .. files.Where(file => !then.TryGetValue(file.Key, out var text) || !ReferenceEquals(text, file.Value)).Select(file => new TreeChange(file.Key, then.ContainsKey(file.Key) ? file.Key : null)),
            .. then.Keys.Where(path => !files.ContainsKey(path)).Select(static path => new TreeChange(path, path, IsRemoved: true)),
        ];
        return ValueTask.FromResult<IReadOnlyList<TreeChange>>([.. changes]);
    }

    public ValueTask<string?> ReadTextAsync(string path, CancellationToken cancellationToken = default) => ValueTask.FromResult(files.GetValueOrDefault(path));

    public ValueTask<IReadOnlyList<WordOccurrence>> FindWordsAsync(IReadOnlyList<string> words, int limit = 10_000, CancellationToken cancellationToken = default)
    {
        var found =
            from file in files
            let known = s_words.GetValue(file.Value, WordsOf)
            from word in words
            where known.ContainsKey(word)
            from line in known[word]
            select new WordOccurrence(word, file.Key, line, "");
        return ValueTask.FromResult<IReadOnlyList<WordOccurrence>>([.. found.Take(limit)]);
    }

    private static FrozenDictionary<string, int[]> WordsOf(string text) => text.Split('\n').Index()
        .SelectMany(static line => Split(line.Item).Select(word => (word, Line: line.Index + 1)))
        .GroupBy(static pair => pair.word, static pair => pair.Line, StringComparer.Ordinal)
        .ToFrozenDictionary(static group => group.Key, static group => group.Distinct().ToArray(), StringComparer.Ordinal);

    private static IEnumerable<string> Split(string line)
    {
        for (var at = 0; at < line.Length;)
        {
            var end = at;
            while (end < line.Length && (char.IsLetterOrDigit(line[end]) || line[end] == '_'))
            {
                end++;
            }

            if (end > at)
            {
                yield return line[at..end];
            }

            at = end + 1;
        }
    }
}
