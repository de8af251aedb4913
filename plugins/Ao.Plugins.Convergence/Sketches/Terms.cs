using Ao.Convergence;

namespace Ao.Plugins.Convergence;

/// <summary>Counted words, ordered by their hashes. There are very many of them: the arrays are as small as they can be.</summary>
internal sealed class Terms
{
    private Terms(uint[] hashes, ushort[] counts) => (Hashes, Counts) = (hashes, counts);

    public static Terms Empty { get; } = new([], []);

    public uint[] Hashes { get; }

    /// <summary>Gets how often each occurs; what occurs more often than can be counted here is as common as can be.</summary>
    public ushort[] Counts { get; }

    public bool IsEmpty => Hashes.Length == 0;

    /// <summary>Takes over what a sketch says: from outside it may be in any order, hold words twice, and counts that make no sense.</summary>
    public static Terms Of(IReadOnlyList<SketchTerm> terms, int most)
    {
        var sorted = new SketchTerm[Math.Min(terms.Count, most)];
        for (var at = 0; at < sorted.Length; at++)
        {
            sorted[at] = terms[at];
        }

        return Of(sorted, static (one, other) => Math.Max(one, other));
    }

    public static Terms Sum(IEnumerable<Terms> parts)
    {
        var all = parts.Where(static part => !part.IsEmpty).ToList();
        return all.Count switch
        {
            0 => Empty,
            1 => all[0],
            _ => Of([.. all.SelectMany(static part => part.Hashes.Zip(part.Counts, static (hash, count) => new SketchTerm(hash, count)))], static (one, other) => one + other),
        };
    }

    /// <summary>Gives by how much two counts of each word differ: what is taken away and put back falls out.</summary>
    public static Terms Difference(Terms one, Terms other)
    {
        var terms = new List<SketchTerm>();
        var (first, second) = (0, 0);
        while (first < one.Hashes.Length || second < other.Hashes.Length)
        {
            var order = first == one.Hashes.Length ? 1 : second == other.Hashes.Length ? -1 : one.Hashes[first].CompareTo(other.Hashes[second]);
            var hash = order <= 0 ? one.Hashes[first] : other.Hashes[second];
            var count = Math.Abs((order <= 0 ? one.Counts[first++] : 0) - (order >= 0 ? other.Counts[second++] : 0));
            if (count > 0)
            {
                terms.Add(new SketchTerm(hash, count));
            }
        }

        return Count([.. terms]);
    }

    /// <summary>Counts words, of which some may be there twice.</summary>
    public static Terms Count(SketchTerm[] terms) => Of(terms, static (one, other) => one + other);

    public int CountOf(uint hash) => Array.BinarySearch(Hashes, hash) is >= 0 and var at ? Counts[at] : 0;

    public bool Contains(uint hash) => Array.BinarySearch(Hashes, hash) >= 0;

    private static Terms Of(SketchTerm[] terms, Func<int, int, int> join)
    {
        if (terms.Length == 0)
        {
            return Empty;
        }

        Array.Sort(terms, static (one, other) => one.Hash.CompareTo(other.Hash));
        var length = 0;
        foreach (var term in terms)
        {
            var count = Math.Clamp(term.Count, 1, ushort.MaxValue);
            if (length > 0 && terms[length - 1].Hash == term.Hash)
            {
                terms[length - 1] = new SketchTerm(term.Hash, join(terms[length - 1].Count, count));
            }
            else
            {
                terms[length++] = new SketchTerm(term.Hash, count);
            }
        }

        var (hashes, counts) = (new uint[length], new ushort[length]);
        for (var at = 0; at < length; at++)
        {
            (hashes[at], counts[at]) = (terms[at].Hash, (ushort)Math.Min(terms[at].Count, ushort.MaxValue));
        }

        return new Terms(hashes, counts);
    }
}
