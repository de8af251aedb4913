namespace Ao.Plugins.Convergence;

/// <summary>In how many units each word occurs: what makes a word telling.</summary>
/// <remarks>
/// The counts are those of a beginning of the units in their order, which grows by steps: so they are the same however the units came in,
/// and most of what is new changes none of them.
/// </remarks>
internal sealed class WordFrequencies
{
    /// <summary>A few units say little of what is common: it is as if there were as many others.</summary>
    private const double AssumedUnits = 200;
    private const double AssumedUses = 0.5;
    private const double Step = 1.1;

    /// <summary>How many of a hundred that are counted may be others than are to be counted, before all is counted anew: what comes late changes the weights of words by next to nothing.</summary>
    public const int OthersInHundred = 1;

    private readonly Dictionary<uint, int>[] _counts;
    private readonly int _total;

    public WordFrequencies(IReadOnlyList<Unit> ordered)
    {
        _total = SizeFor(ordered.Count);
        _counts =
        [
            .. Enumerable.Range(0, WeightedUnit.ChangedKind).Select(kind => Count(ordered.Take(_total).Select(unit => unit.Terms[kind]))),
            Count(ordered.Take(_total).Select(static unit => unit.Changed)),
            Count(ordered.Take(_total).Select(static unit => unit.Concepts)),
        ];
    }

    /// <summary>Gets how many units are counted.</summary>
    public int Total => _total;

    public static int SizeFor(int count)
    {
        var size = Math.Min(count, 32.0);
        while (Math.Floor(size * Step) <= count && size >= 32)
        {
            size = Math.Floor(size * Step);
        }

        return (int)size;
    }

    /// <summary>Tells whether what was counted serves as well as the beginning that would be counted now.</summary>
    public static bool Suits<T>(HashSet<T> counted, IReadOnlyList<T> ordered)
    {
        var size = SizeFor(ordered.Count);
        return size == counted.Count && ordered.Take(size).Count(one => !counted.Contains(one)) <= size * OthersInHundred / 100;
    }

    /// <summary>Gives in how many units a word occurs: in one at least, for it would not be asked for otherwise.</summary>
    public int Of(int kind, uint hash) => _counts[kind].GetValueOrDefault(hash, 1);

    public double Rarity(int kind, uint hash) => Math.Max(0, Math.Log((_total + AssumedUnits) / (Of(kind, hash) + AssumedUses)));

    /// <summary>Weighs words: the rarer and the more often in the unit, the more.</summary>
    public WeightedTerms Weigh(int kind, Terms terms)
    {
        var weights = new float[terms.Hashes.Length];
        var length = 0.0;
        for (var at = 0; at < weights.Length; at++)
        {
            var weight = (1 + Math.Log(terms.Counts[at])) * Rarity(kind, terms.Hashes[at]);
            weights[at] = (float)weight;
            length += weight * weight;
        }

        length = Math.Sqrt(length);
        for (var at = 0; at < weights.Length; at++)
        {
            weights[at] = length > 0 ? (float)(weights[at] / length) : 0;
        }

        return new WeightedTerms(terms.Hashes, weights);
    }

    /// <summary>Counts words. Most of them are in one unit alone and need not be kept.</summary>
    private static Dictionary<uint, int> Count(IEnumerable<Terms> units)
    {
        var all = new List<uint>();
        foreach (var terms in units)
        {
            all.AddRange(terms.Hashes);
        }

        all.Sort();
        var counts = new Dictionary<uint, int>();
        for (var at = 0; at < all.Count;)
        {
            var next = at + 1;
            while (next < all.Count && all[next] == all[at])
            {
                next++;
            }

            if (next - at > 1)
            {
                counts[all[at]] = next - at;
            }

            at = next;
        }

        return counts;
    }
}
