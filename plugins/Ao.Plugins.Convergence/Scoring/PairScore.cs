namespace Ao.Plugins.Convergence;

/// <summary>How alike two units are. Each feature is from 0 to 1.</summary>
internal readonly record struct PairScore
{
    private const double EnoughBeyond = 0.3;
    private const double EnoughNet = 0.3;
    private const double TroubleShare = 0.6;
    private const double EnoughContent = 0.25;
    private const double FileAlone = 0.5;

    public double Text { get; init; }

    /// <summary>Gets how far the messages agree in words that neither the place says already nor any message could have.</summary>
    public double Beyond { get; init; }

    public double Changed { get; init; }

    /// <summary>Gets how alike the words are of which one has more than before, or fewer: a line that both rewrite is not enough.</summary>
    public double Net { get; init; }

    /// <summary>Gets how far both are about one kind of trouble, in whatever words.</summary>
    public double Concepts { get; init; }

    public double Added { get; init; }

    public double Removed { get; init; }

    public double Places { get; init; }

    public double Location { get; init; }

    public double Symbols { get; init; }

    /// <summary>Gets how much of what one adds the other takes away.</summary>
    public double Opposite { get; init; }

    /// <summary>Gets how much of the sum is left, from 0 to 1: size, opposite directions, twins, and the same place for other reasons take from it.</summary>
    public double Damping { get; init; }

    /// <summary>Gets how far they are about one kind of trouble at one place: every project has many time limits.</summary>
    public double Trouble => Concepts * Math.Max(Removed, Location * Places);

    /// <summary>Gets how far something else than the place says that both had one reason.</summary>
    public double Reason => Math.Min(1, (Beyond / EnoughBeyond) + (Net / EnoughNet) + (TroubleShare * Trouble));

    /// <summary>Gets how far reason and place say the same.</summary>
    public double Agreement => Reason * Places * (FileAlone + ((1 - FileAlone) * Location));

    /// <summary>Gets how much the place counts. Where nothing else is alike a common place says little: many things happen in one file.</summary>
    private double PlaceShare => Math.Min(1, Math.Max(Changed, Text) / EnoughContent);

    public double Sum(ScoreWeights weights) =>
        (weights.Text * Text) + (weights.Changed * Changed) + (weights.Net * Net) + (weights.Trouble * Trouble) + (weights.Removed * Removed) + (weights.Agreement * Agreement)
        + (PlaceShare * ((weights.Places * Places) + (weights.Location * Location) + (weights.Symbols * Symbols)));

    /// <summary>Gives what makes up the sum.</summary>
    public IEnumerable<ScorePart> Parts(ScoreWeights weights)
    {
        var place = PlaceShare;
        yield return new("the words that they add and remove", Changed, weights.Changed, weights.Changed * Changed);
        yield return new("what they say of it", Text, weights.Text, weights.Text * Text);
        yield return new("the words that are new or gone", Net, weights.Net, weights.Net * Net);
        yield return new("the kind of trouble", Trouble, weights.Trouble, weights.Trouble * Trouble);
        yield return new("the words that they remove", Removed, weights.Removed, weights.Removed * Removed);
        yield return new("the definitions that they work in", Symbols, weights.Symbols, place * weights.Symbols * Symbols);
        yield return new("the files that they change", Places, weights.Places, place * weights.Places * Places);
        yield return new("the lines that they change", Location, weights.Location, place * weights.Location * Location);
        yield return new("reason and place at once", Agreement, weights.Agreement, weights.Agreement * Agreement);
    }
}
