namespace Ao.Plugins.Convergence;

/// <summary>Words with weights, as a vector of length 1.</summary>
internal readonly struct WeightedTerms(uint[] hashes, float[] weights)
{
    public uint[] Hashes => hashes;

    public float[] Weights => weights;

    /// <summary>Gives the cosine, from 0 to 1.</summary>
    public double Dot(WeightedTerms other)
    {
        var (a, b) = (hashes, other.Hashes);
        var (first, second, sum) = (0, 0, 0.0);
        while (first < a.Length && second < b.Length)
        {
            if (a[first] == b[second])
            {
                sum += weights[first++] * other.Weights[second++];
            }
            else if (a[first] < b[second])
            {
                first++;
            }
            else
            {
                second++;
            }
        }

        return Math.Min(1, sum);
    }

    public bool Contains(uint hash) => Array.BinarySearch(hashes, hash) >= 0;

    public double WeightOf(uint hash) => Array.BinarySearch(hashes, hash) is >= 0 and var at ? weights[at] : 0;
}
