namespace Ao.Duplicates;

/// <summary>A weight for each feature, so that each one's share in the result can be told.</summary>
/// <param name="Intercept">What the sum begins with.</param>
/// <param name="Names">The features' names.</param>
/// <param name="Weights">Their weights.</param>
internal sealed record LinearModel(float Intercept, string[] Names, float[] Weights)
{
    /// <summary>Gives the weighted sum.</summary>
    public float Score(ReadOnlySpan<float> values)
    {
        var sum = Intercept;
        for (var at = 0; at < Weights.Length; at++)
        {
            sum += Weights[at] * values[at];
        }

        return sum;
    }

    /// <summary>Gives the weighted sum as a probability.</summary>
    public double Probability(ReadOnlySpan<float> values) => Logistic(Score(values));

    /// <summary>Makes a probability of the logarithm of the odds.</summary>
    public static double Logistic(double logOdds) => 1 / (1 + Math.Exp(-logOdds));
}
