namespace Ao.Reports;

/// <summary>What operators said of the reports that have something in common.</summary>
/// <param name="Count">How many they spoke of.</param>
/// <param name="Changes">How many of them they changed.</param>
/// <param name="Shift">By how much the inference was off in sum.</param>
internal readonly record struct SeverityCounts(int Count, int Changes, int Shift)
{
    public SeverityCounts With(SeverityCorrection correction, int sign) => new(Count + sign, Changes + (correction.IsChange ? sign : 0), Shift + (sign * correction.Shift));

    /// <summary>Gives by how much the next inference moves: the mean, with some reports without error assumed beforehand, rounded.</summary>
    /// <param name="prior">How many are assumed, in tenths.</param>
    public int Mean(int prior)
    {
        var weight = (10 * Count) + prior;
        return Count == 0 ? 0 : Math.Sign(Shift) * (((20 * Math.Abs(Shift)) + weight) / (2 * weight));
    }
}
