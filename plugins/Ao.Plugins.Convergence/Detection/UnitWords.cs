namespace Ao.Plugins.Convergence;

/// <summary>The words of a unit by their stems: what is said of it, what it puts in and what it takes out. Words that it only carries over are left out.</summary>
internal sealed class UnitWords
{
    private const double OfText = 1;
    private const double PutIn = 0.8;
    private const double TakenOut = 0.5;

    private UnitWords()
    {
    }

    /// <summary>Gets the words of the messages.</summary>
    public Dictionary<string, double> Said { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the words that stand in the new code more often than in the old.</summary>
    public Dictionary<string, double> New { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the words that stand in the old code more often than in the new.</summary>
    public Dictionary<string, double> Gone { get; } = new(StringComparer.Ordinal);

    public static UnitWords Of(WeightedUnit unit, WordBook book)
    {
        var words = new UnitWords();
        Add(words.Said, unit.Text, book, OfText);
        var (added, removed) = (CountsOf(unit.Unit.Terms[(int)SketchKind.Added]), CountsOf(unit.Unit.Terms[(int)SketchKind.Removed]));
        AddCode(unit.Added, added, removed, words.New, book, PutIn);
        AddCode(unit.Removed, removed, added, words.Gone, book, TakenOut);
        return words;
    }

    /// <summary>Gives how much a word says of the unit; 0 where the unit does not have it.</summary>
    public double WeightOf(string stem) => Math.Max(Said.GetValueOrDefault(stem), Math.Max(New.GetValueOrDefault(stem), Gone.GetValueOrDefault(stem)));

    /// <summary>Gives what words are compared by.</summary>
    public static string StemOf(ReadOnlySpan<char> word) => SketchBuilder.Stem(word).ToString().ToLowerInvariant();

    private static void AddCode(WeightedTerms terms, Dictionary<uint, int> own, Dictionary<uint, int> other, Dictionary<string, double> into, WordBook book, double factor)
    {
        for (var at = 0; at < terms.Hashes.Length; at++)
        {
            var hash = terms.Hashes[at];
            if (own[hash] > other.GetValueOrDefault(hash))
            {
                Add(into, hash, factor * terms.Weights[at], book);
            }
        }
    }

    private static void Add(Dictionary<string, double> words, WeightedTerms terms, WordBook book, double factor)
    {
        for (var at = 0; at < terms.Hashes.Length; at++)
        {
            Add(words, terms.Hashes[at], factor * terms.Weights[at], book);
        }
    }

    private static void Add(Dictionary<string, double> words, uint hash, double weight, WordBook book)
    {
        if (book.Find(hash) is { } word)
        {
            var stem = StemOf(word);
            words[stem] = Math.Max(words.GetValueOrDefault(stem), weight);
        }
    }

    private static Dictionary<uint, int> CountsOf(Terms terms) => Enumerable.Range(0, terms.Hashes.Length).ToDictionary(at => terms.Hashes[at], at => (int)terms.Counts[at]);
}
