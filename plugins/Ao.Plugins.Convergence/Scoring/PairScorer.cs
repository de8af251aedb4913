using Ao.Convergence;

namespace Ao.Plugins.Convergence;

/// <summary>Scores pairs of units.</summary>
internal static class PairScorer
{
    private const int Nearby = 3;
    private const double EnoughText = 0.2;
    private const double LeastOfText = 0.5;
    private const int FewestWords = 4;
    private const double TwinRest = 0.35;
    private const double WorthACheck = 0.5;

    /// <summary>Gives what the two features that say most add to the sum.</summary>
    public static double Glance(WeightedUnit one, WeightedUnit other) =>
        (ScoreWeights.Default.Changed * one.Changed.Dot(other.Changed)) + (ScoreWeights.Default.Text * one.Text.Dot(other.Text));

    /// <summary>Gives the features only: what ranks candidates.</summary>
    public static PairScore Compare(WeightedUnit one, WeightedUnit other) => new()
    {
        Text = one.Text.Dot(other.Text),
        Changed = one.Changed.Dot(other.Changed),
        Added = one.Added.Dot(other.Added),
        Removed = one.Removed.Dot(other.Removed),
        Places = one.Places.Dot(other.Places),
        Location = Location(one.Unit, other.Unit),
        Symbols = one.Symbols.Dot(other.Symbols),
        Opposite = Math.Max(one.Added.Dot(other.Removed), one.Removed.Dot(other.Added)),
        Damping = 1,
    };

    /// <summary>Gives the features, and how much of them counts.</summary>
    public static PairScore Judge(WeightedUnit one, WeightedUnit other)
    {
        var score = Compare(one, other);
        var damping = Math.Sqrt(one.Unit.Weight * other.Unit.Weight);

        // One puts in what the other takes out.
        damping *= score.Opposite > 0.3 && score.Opposite > Math.Max(score.Added, score.Removed) + 0.15 ? 0.35 : 1;
        damping *= score.Changed < 0.05 && one.Changed.Hashes.Length >= FewestWords && other.Changed.Hashes.Length >= FewestWords ? 0.7 : 1;
        damping *= SamePlaceOtherReason(one, other, score);
        damping *= damping * score.Sum(ScoreWeights.Default) >= WorthACheck && TwinCheck.AreTwins(one, other) ? TwinRest : 1;
        return score with { Damping = damping };
    }

    /// <summary>Two changes at one place whose authors speak of different things share the place and little more.</summary>
    private static double SamePlaceOtherReason(WeightedUnit one, WeightedUnit other, PairScore score)
    {
        if (one.Text.Hashes.Length < 3 || other.Text.Hashes.Length < 3)
        {
            return 1;
        }

        var words = LeastOfText + ((1 - LeastOfText) * Math.Min(1, score.Text / EnoughText));
        var foreign = Math.Sqrt(Foreign(one, other) * Foreign(other, one));
        return words * (1 - (0.45 * Math.Max(0, (foreign - 0.35) / 0.65)));
    }

    /// <summary>Gives how much of the telling words of one's text the other knows nowhere.</summary>
    private static double Foreign(WeightedUnit one, WeightedUnit other)
    {
        var (all, foreign) = (0.0, 0.0);
        for (var at = 0; at < one.Text.Hashes.Length; at++)
        {
            var weight = one.Text.Weights[at] * one.Text.Weights[at];
            all += weight;
            foreign += other.Knows(one.Text.Hashes[at]) ? 0 : weight;
        }

        return all > 0 ? foreign / all : 0;
    }

    /// <summary>Gives the share of the changed ranges that lie at one place, or next to it.</summary>
    private static double Location(Unit one, Unit other)
    {
        var (few, many) = one.Files.Count <= other.Files.Count ? (one.Files, other.Files) : (other.Files, one.Files);
        var (hits, all) = (0, 0);
        for (var at = 0; at < few.Count; at++)
        {
            var hunks = few.Values[at];
            if (many.Find(few.Keys[at]) is { } others)
            {
                hits += hunks.Count(hunk => others.Any(next => IsNear(hunk, next, Nearby)));
                hits += others.Count(hunk => hunks.Any(next => IsNear(hunk, next, Nearby)));
            }
        }

        all = few.Values.Sum(static hunks => hunks.Length) + many.Values.Sum(static hunks => hunks.Length);
        return all == 0 ? 0 : (double)hits / all;
    }

    /// <summary>Gets whether two changes cannot be merged: they overlap, or no line lies between them.</summary>
    public static bool Touch(LineRange one, LineRange other)
    {
        var (first, second) = (StartOf(one), StartOf(other));
        return first <= second + other.Count && second <= first + one.Count;
    }

    private static long StartOf(LineRange range) => range.Count == 0 ? range.First + 1L : range.First;

    private static bool IsNear(LineRange one, LineRange other, int distance) =>
        (long)one.First - distance <= (long)other.First + other.Count && (long)other.First - distance <= (long)one.First + one.Count;
}
