namespace Ao.Plugins.Convergence;

/// <summary>Picks the words that say what units have in common, and in what they differ.</summary>
internal sealed class TellingWords(WordBook book)
{
    /// <summary>Gives the words that the units share, the most telling first.</summary>
    public IReadOnlyList<string> Shared(IReadOnlyList<WeightedUnit> units, int count)
    {
        var sums = new Dictionary<uint, (double Sum, int Units)>();
        foreach (var unit in units)
        {
            var own = new Dictionary<uint, double>();
            Take(own, unit.Changed, 1);
            Take(own, unit.Text, 0.8);
            foreach (var (hash, weight) in own)
            {
                var (sum, number) = sums.GetValueOrDefault(hash);
                sums[hash] = (sum + weight, number + 1);
            }
        }

        // A word of all counts more than one of two, however often those say it.
        return Pick(sums.Where(static word => word.Value.Units > 1).OrderByDescending(static word => Math.Round(word.Value.Sum * word.Value.Units, 9)).ThenBy(static word => word.Key).Select(static word => word.Key), count);
    }

    /// <summary>Gives the definitions that all units work in.</summary>
    public IReadOnlyList<string> Definitions(IReadOnlyList<WeightedUnit> units, int count) =>
        Pick(
            units[0].Symbols.Hashes.Where(hash => units.All(unit => unit.Symbols.WeightOf(hash) > 0)).OrderByDescending(hash => Math.Round(units.Sum(unit => unit.Symbols.WeightOf(hash)), 9)).ThenBy(static hash => hash),
            count);

    /// <summary>Gives the words that one unit adds and the others do not know, the most telling first.</summary>
    public IReadOnlyList<string> Own(WeightedUnit unit, IReadOnlyList<WeightedUnit> others, int count) => Pick(OwnHashes(unit, others).Select(static word => word.Hash), count);

    /// <summary>Gives the line that shows best what is the unit's own.</summary>
    public static string? Line(WeightedUnit unit, IReadOnlyList<WeightedUnit> others)
    {
        var own = OwnHashes(unit, others).ToDictionary(static word => word.Hash, static word => word.Weight);
        return unit.Unit.Members.SelectMany(static member => member.Shown)
            .Select(line => (Line: line, Weight: WeightOf(line, own)))
            .Where(static line => line.Weight > 0)
            .OrderByDescending(static line => Math.Round(line.Weight, 9)).ThenBy(static line => line.Line, StringComparer.Ordinal)
            .Select(static line => line.Line).FirstOrDefault();
    }

    private static IEnumerable<(uint Hash, double Weight)> OwnHashes(WeightedUnit unit, IReadOnlyList<WeightedUnit> others) =>
        Enumerable.Range(0, unit.Added.Hashes.Length).Select(at => (Hash: unit.Added.Hashes[at], Weight: (double)unit.Added.Weights[at]))
            .Where(word => !others.Any(other => other.Unit.Changes(word.Hash)))
            .OrderByDescending(static word => word.Weight).ThenBy(static word => word.Hash);

    private static double WeightOf(string line, Dictionary<uint, double> own)
    {
        var sum = 0.0;
        var seen = new HashSet<uint>();
        WordSplitter.Words(line, word =>
        {
            Span<char> lower = stackalloc char[word.Length];
            word.ToLowerInvariant(lower);
            var hash = WordHash.Of(lower);
            sum += seen.Add(hash) ? own.GetValueOrDefault(hash) : 0;
        });
        return sum;
    }

    private static void Take(Dictionary<uint, double> words, WeightedTerms terms, double factor)
    {
        for (var at = 0; at < terms.Hashes.Length; at++)
        {
            words[terms.Hashes[at]] = Math.Max(words.GetValueOrDefault(terms.Hashes[at]), factor * terms.Weights[at]);
        }
    }

    /// <summary>Gets whether a word tells a person nothing, however rare it is among the changes.</summary>
    private static bool IsCommon(string word)
    {
        var lower = word.ToLowerInvariant();
        return CommonWords.IsText(lower) || CommonWords.IsCode(lower);
    }

    /// <summary>Turns hashes into words, without common ones and those of which another holds the one or is held.</summary>
    private List<string> Pick(IEnumerable<uint> hashes, int count)
    {
        var words = new List<string>();
        foreach (var hash in hashes)
        {
            if (words.Count >= count)
            {
                break;
            }

            if (book.Find(hash) is { } word && !IsCommon(word) && !words.Exists(other => other.Contains(word, StringComparison.OrdinalIgnoreCase) || word.Contains(other, StringComparison.OrdinalIgnoreCase)))
            {
                words.Add(Excerpts.Line(word, WordSplitter.Longest));
            }
        }

        return words;
    }
}
