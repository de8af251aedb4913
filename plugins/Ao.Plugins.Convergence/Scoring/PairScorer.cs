using Ao.Convergence;

namespace Ao.Plugins.Convergence;

/// <summary>Scores pairs of units.</summary>
internal static class PairScorer
{
    private const int Nearby = 3;
    private const double RareConcept = 2;
    private const double PartWeight = 0.95;
    private const double PlaceAlone = 0.5;
    private const double StrangePlace = 0.15;
    private const double Strange = 0.3;
    private const double Known = 0.35;
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
        Net = one.Net.Dot(other.Net),
        Concepts = Trouble(one, other),
        Beyond = Math.Max(Beyond(one, other.Text, other), Math.Max(BeyondOfPart(one, other), BeyondOfPart(other, one))),
        Opposite = Math.Max(one.Added.Dot(other.Removed), one.Removed.Dot(other.Added)),
        Damping = 1,
    };

    /// <summary>Gives the features, and how much of them counts.</summary>
    public static PairScore Judge(WeightedUnit one, WeightedUnit other)
    {
        var score = Compare(one, other);
        var damping = Math.Sqrt(WeightOf(one) * WeightOf(other));

        // One puts in what the other takes out.
        damping *= score.Opposite > 0.3 && score.Opposite > Math.Max(score.Added, score.Removed) + 0.15 ? 0.35 : 1;
        damping *= score.Changed < 0.05 && one.Changed.Hashes.Length >= FewestWords && other.Changed.Hashes.Length >= FewestWords ? 0.7 : 1;
        damping *= SamePlaceOtherReason(one, other, score);
        damping *= damping * score.Sum(ScoreWeights.Default) >= WorthACheck && TwinCheck.AreTwins(one, other) ? TwinRest : 1;
        return score with { Damping = damping };
    }

    /// <summary>A part suffers less from the size of the whole than the whole does.</summary>
    private static double WeightOf(WeightedUnit unit) => unit.Whole is { } whole ? PartWeight * Math.Sqrt(whole.Unit.Weight) : unit.Unit.Weight;

    /// <summary>Two changes at one place that share no reason share the place and little more, less still where their authors speak of different things.</summary>
    private static double SamePlaceOtherReason(WeightedUnit one, WeightedUnit other, PairScore score)
    {
        if (one.Text.Hashes.Length < 3 || other.Text.Hashes.Length < 3)
        {
            return 1;
        }

        var foreign = one.Whole is not null || other.Whole is not null ? 0 : Math.Sqrt(Foreign(one, other) * Foreign(other, one));
        var strange = Math.Max(0, (foreign - Known) / (1 - Known));
        return (1 - ((1 - score.Reason) * (PlaceAlone + (StrangePlace * strange)))) * (1 - (Strange * strange));
    }

    /// <summary>Gives how far the messages agree in words that neither the place says already nor any message could have.</summary>
    private static double Beyond(WeightedUnit one, WeightedTerms words, WeightedUnit other)
    {
        var sum = 0.0;
        for (var at = 0; at < one.Text.Hashes.Length; at++)
        {
            var hash = one.Text.Hashes[at];
            var weight = words.WeightOf(hash);
            sum += weight > 0 && !Concepts.IsPlain(hash) && !one.IsOfPlace(hash) && !other.IsOfPlace(hash) ? weight * one.Text.Weights[at] : 0;
        }

        return Math.Min(1, sum);
    }

    /// <summary>The message of a large change may be silent about a part of it: there the new words of the code speak.</summary>
    private static double BeyondOfPart(WeightedUnit one, WeightedUnit part) => part.Whole is null ? 0 : Beyond(one, part.Net, part);

    /// <summary>Gives how far both are about one kind of trouble, of which one of the messages speaks at least. A kind that everybody speaks of says little.</summary>
    private static double Trouble(WeightedUnit one, WeightedUnit other)
    {
        var best = 0.0;
        foreach (var concept in one.Concepts.Hashes)
        {
            best = other.Concepts.Contains(concept) && (one.SpeaksOf(concept) || other.SpeaksOf(concept)) ? Math.Max(best, one.RarityOf(concept)) : best;
        }

        return one.Concepts.Dot(other.Concepts) * Math.Min(1, best / RareConcept);
    }

    /// <summary>Gives how much of the telling words of one's text the other knows nowhere.</summary>
    private static double Foreign(WeightedUnit one, WeightedUnit other)
    {
        var (all, foreign) = (0.0, 0.0);
        for (var at = 0; at < one.Text.Hashes.Length; at++)
        {
            var weight = one.Text.Weights[at] * one.Text.Weights[at];
            all += weight;
            foreign += other.Knows(one.Text.Hashes[at]) || (Concepts.Of(one.Text.Hashes[at]) is { } concept && other.Concepts.Contains(concept)) ? 0 : weight;
        }

        return all > 0 ? foreign / all : 0;
    }

    /// <summary>Gives the share of the changed ranges that lie at one place, or next to it.</summary>
    private static double Location(Unit one, Unit other)
    {
        var (few, many) = one.Files.Count <= other.Files.Count ? (one.Files, other.Files) : (other.Files, one.Files);
        var hits = 0;
        for (var at = 0; at < few.Count; at++)
        {
            var hunks = few.Values[at];
            if (many.Find(few.Keys[at]) is { } others)
            {
                hits += hunks.Count(hunk => others.Any(next => IsNear(hunk, next, Nearby)));
                hits += others.Count(hunk => hunks.Any(next => IsNear(hunk, next, Nearby)));
            }
        }

        var all = few.Values.Sum(static hunks => hunks.Length) + many.Values.Sum(static hunks => hunks.Length);
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
