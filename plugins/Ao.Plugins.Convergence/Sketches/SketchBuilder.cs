using Ao.Convergence;

namespace Ao.Plugins.Convergence;

/// <summary>Counts the words of a change.</summary>
internal sealed class SketchBuilder(WordBook? book)
{
    public const string Algorithm = "ao-sketch/1";
    public const int MostHunks = 200;

    private readonly Dictionary<uint, int>[] _counts = [[], [], [], [], []];
    private readonly List<SketchFile> _files = [];

    public void AddCode(SketchKind kind, ReadOnlySpan<char> text, HashSet<uint>? once = null) =>
        WordSplitter.Words(text, word => AddWord(kind, word, 1, once));

    /// <summary>Counts a word of code and its parts.</summary>
    /// <param name="kind">Where it occurs.</param>
    /// <param name="word">The word.</param>
    /// <param name="count">How often.</param>
    /// <param name="once">What was counted in this file already and counts no more; <see langword="null"/> counts all.</param>
    public void AddWord(SketchKind kind, ReadOnlySpan<char> word, int count, HashSet<uint>? once = null)
    {
        Count(kind, word, count, once);
        WordSplitter.Parts(word, part => Count(kind, part, count, once));
    }

    public void AddText(ReadOnlySpan<char> text, int count) => WordSplitter.Words(text, word =>
    {
        CountText(word, count);
        WordSplitter.Parts(word, part => CountText(part, count));
    });

    public void AddFile(string path, IReadOnlyList<LineRange> hunks)
    {
        _files.Add(new SketchFile(WordHash.Of(path), hunks.Count <= MostHunks ? hunks : [.. hunks.Take(MostHunks)]));
        var once = new HashSet<uint>();
        WordSplitter.Words(path, word => AddWord(SketchKind.Places, word, 1, once));
    }

    public ChangeSketch Build(SketchLimits limits, string? patchId, int lines, int fileCount) => new()
    {
        Algorithm = Algorithm,
        Text = limits.KeepsText ? Terms(SketchKind.Text, limits) : [],
        Added = Terms(SketchKind.Added, limits),
        Removed = Terms(SketchKind.Removed, limits),
        Symbols = Terms(SketchKind.Symbols, limits),
        Places = limits.KeepsFiles ? Terms(SketchKind.Places, limits) : [],
        Files = limits.KeepsFiles ? [.. _files.Take(limits.Files)] : [],
        PatchId = patchId,
        Lines = lines,
        FileCount = fileCount,
    };

    private List<SketchTerm> Terms(SketchKind kind, SketchLimits limits) =>
        [.. _counts[(int)kind].OrderByDescending(static term => term.Value).ThenBy(static term => term.Key).Take(limits.Terms).Select(static term => new SketchTerm(term.Key, term.Value))];

    private void CountText(ReadOnlySpan<char> word, int count)
    {
        var plain = Stem(word);
        if (!CommonWords.IsText(Lower(plain)))
        {
            Count(SketchKind.Text, plain, count, null);
        }
    }

    private void Count(SketchKind kind, ReadOnlySpan<char> word, int count, HashSet<uint>? once)
    {
        var lower = Lower(word);
        if (kind != SketchKind.Text && CommonWords.IsCode(lower))
        {
            return;
        }

        var hash = WordHash.Of(lower);
        if (once is null || once.Add(hash))
        {
            book?.Note(hash, word);
            var counts = _counts[(int)kind];
            counts[hash] = (int)Math.Min(1_000_000, counts.GetValueOrDefault(hash) + (long)count);
        }
    }

    private static string Lower(ReadOnlySpan<char> word)
    {
        Span<char> lower = stackalloc char[word.Length];
        word.ToLowerInvariant(lower);
        return lower.ToString();
    }

    /// <summary>Brings plural and singular together, no more: what people write about programs is full of names.</summary>
    public static ReadOnlySpan<char> Stem(ReadOnlySpan<char> word) =>
        word.Length > WordSplitter.Shortest && word[^1] == 's' && word[^2] != 's' ? word[..^1] : word;
}
