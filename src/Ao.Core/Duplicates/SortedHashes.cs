namespace Ao.Duplicates;

/// <summary>What two sets of hashes, each in order, have in common.</summary>
internal static class SortedHashes
{
    /// <summary>Gives twice what is shared over the sum of both.</summary>
    public static float Dice(ReadOnlySpan<uint> one, ReadOnlySpan<uint> other)
    {
        var (i, j, shared) = (0, 0, 0);
        while (i < one.Length && j < other.Length)
        {
            var order = one[i].CompareTo(other[j]);
            shared += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return one.Length + other.Length == 0 ? 0 : 2f * shared / (one.Length + other.Length);
    }

    /// <summary>Gives how rare the phrases of the first are in sum, and those of them that the second has.</summary>
    public static (float All, float Shared) Weigh(ReadOnlySpan<uint> one, ReadOnlySpan<uint> other, PhraseCounts counts)
    {
        var (all, shared, j) = (0f, 0f, 0);
        foreach (var phrase in one)
        {
            var rarity = counts.Rarity(phrase);
            all += rarity;
            while (j < other.Length && other[j] < phrase)
            {
                j++;
            }

            shared += j < other.Length && other[j] == phrase ? rarity : 0;
        }

        return (all, shared);
    }
}
