namespace Ao.Plugins.Convergence;

/// <summary>Compares what two units are about by the things that they bring in and speak of: a plugin for this vendor and one for that, a column for this and one for that.</summary>
internal static class Subjects
{
    private const double Vague = 0.02;
    private const double Even = 0.4;

    /// <summary>Gives how much of what the one brings in and speaks of the other knows nowhere, and the other way round; the smaller of the two, from 0 to 1. Less than a good part is nothing.</summary>
    public static double Apart(WeightedUnit one, WeightedUnit other) => Math.Max(0, (Math.Min(OwnShare(one, other), OwnShare(other, one)) - Even) / (1 - Even));

    private static double OwnShare(WeightedUnit one, WeightedUnit other)
    {
        var (all, own) = (0.0, 0.0);
        foreach (var hash in one.Text.Hashes.Where(one.Fresh.Says))
        {
            var weight = one.Text.WeightOf(hash) * (Vague + Math.Max(one.Fresh.WeightOf(hash), one.Fresh.WeightOf(WordHash.Plural(hash))));
            all += weight;
            own += other.Text.Contains(hash) || other.Fresh.Says(hash) ? 0 : weight;
        }

        return all > 0 ? own / all : 0;
    }
}
