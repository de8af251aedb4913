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

    /// <summary>Gives the sum of the weights of those of the first that the second has.</summary>
    public static float SharedWeight(ReadOnlySpan<uint> one, ReadOnlySpan<float> weights, ReadOnlySpan<uint> other)
    {
        var (shared, i, j) = (0f, 0, 0);
        while (i < one.Length && j < other.Length)
        {
            var order = one[i].CompareTo(other[j]);
            shared += order == 0 ? weights[i] : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return shared;
    }
}
