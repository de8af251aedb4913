using Ao.Convergence;

namespace Ao.Plugins.Convergence;

/// <summary>Tells which files a unit brings in, and the words by which it names them.</summary>
internal static class NewFiles
{
    private const int MostPaths = 12;
    private const int NameWeight = 2;

    /// <summary>Gives the paths of files that it brings in: what is put before the first line of a file, and nothing else.</summary>
    public static IEnumerable<string> Of(Unit unit) =>
        unit.Paths.Take(MostPaths).Where(path => unit.Files.Find(WordHash.Of(path)) is [{ First: 0, Count: 0 }]);

    /// <summary>Gives the words of their paths.</summary>
    public static Terms Words(Unit unit)
    {
        var words = new HashSet<uint>();
        foreach (var path in Of(unit))
        {
            WordSplitter.Words(path, word =>
            {
                Add(word);
                WordSplitter.Parts(word, Add);
            });
        }

        return Terms.Count([.. words.Select(static word => new SketchTerm(word, NameWeight))]);

        void Add(ReadOnlySpan<char> word)
        {
            Span<char> lower = stackalloc char[word.Length];
            word.ToLowerInvariant(lower);
            words.Add(WordHash.Of(lower));
        }
    }
}
