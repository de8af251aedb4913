using Ao.Convergence;

namespace Ao.Plugins.Convergence;

/// <summary>Counted words, ordered by their hashes.</summary>
internal sealed class Terms
{
    private Terms(uint[] hashes, int[] counts) => (Hashes, Counts) = (hashes, counts);

    public static Terms Empty { get; } = new([], []);

    public uint[] Hashes { get; }

    public int[] Counts { get; }

    public bool IsEmpty => Hashes.Length == 0;

    /// <summary>Takes over what a sketch says: from outside it may be in any order, hold words twice, and counts that make no sense.</summary>
    public static Terms Of(IReadOnlyList<SketchTerm> terms, int most)
    {
        var counts = new SortedDictionary<uint, int>();
        foreach (var term in terms.Take(most))
        {
            counts[term.Hash] = Math.Max(counts.GetValueOrDefault(term.Hash), Math.Clamp(term.Count, 1, 1_000_000));
        }

        return Of(counts);
    }

    public static Terms Sum(IEnumerable<Terms> parts)
    {
        var all = parts.Where(static part => !part.IsEmpty).ToList();
        if (all.Count <= 1)
        {
            return all.Count == 0 ? Empty : all[0];
        }

        var counts = new SortedDictionary<uint, int>();
        foreach (var part in all)
        {
            for (var at = 0; at < part.Hashes.Length; at++)
            {
                counts[part.Hashes[at]] = (int)Math.Min(int.MaxValue, counts.GetValueOrDefault(part.Hashes[at]) + (long)part.Counts[at]);
            }
        }

        return Of(counts);
    }

    /// <summary>Gives by how much two counts of each word differ: what is taken away and put back falls out.</summary>
    public static Terms Difference(Terms one, Terms other)
    {
        var counts = new SortedDictionary<uint, int>();
        for (var at = 0; at < one.Hashes.Length; at++)
        {
            counts[one.Hashes[at]] = one.Counts[at];
        }

        for (var at = 0; at < other.Hashes.Length; at++)
        {
            counts[other.Hashes[at]] = Math.Abs(counts.GetValueOrDefault(other.Hashes[at]) - other.Counts[at]);
        }

        return Of(new SortedDictionary<uint, int>(counts.Where(static count => count.Value > 0).ToDictionary()));
    }

    public int CountOf(uint hash) => Array.BinarySearch(Hashes, hash) is >= 0 and var at ? Counts[at] : 0;

    public bool Contains(uint hash) => Array.BinarySearch(Hashes, hash) >= 0;

    public static Terms Of(SortedDictionary<uint, int> counts) => counts.Count == 0 ? Empty : new([.. counts.Keys], [.. counts.Values]);
}
