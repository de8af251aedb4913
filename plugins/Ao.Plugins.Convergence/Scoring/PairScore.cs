namespace Ao.Plugins.Convergence;

/// <summary>How alike two units are. Each feature is from 0 to 1.</summary>
internal readonly record struct PairScore
{
    private const double EnoughText = 0.3;
    private const double EnoughContent = 0.25;

    public double Text { get; init; }

    public double Changed { get; init; }

    public double Added { get; init; }

    public double Removed { get; init; }

    public double Places { get; init; }

    public double Location { get; init; }

    public double Symbols { get; init; }

    /// <summary>Gets how much of what one adds the other takes away.</summary>
    public double Opposite { get; init; }

    /// <summary>Gets how much of the sum is left, from 0 to 1: size, opposite directions, twins, and the same place for other reasons take from it.</summary>
    public double Damping { get; init; }

    /// <summary>Gets how far words and place say the same: a place in common counts more where both speak of one thing.</summary>
    public double Agreement => Math.Min(1, Text / EnoughText) * Location * Places;

    /// <summary>Gets how much the place counts. Where nothing else is alike a common place says little: many things happen in one file.</summary>
    private double PlaceShare => Math.Min(1, Math.Max(Changed, Text) / EnoughContent);

    public double Sum(ScoreWeights weights) =>
        (weights.Text * Text) + (weights.Changed * Changed) + (weights.Added * Added) + (weights.Removed * Removed) + (weights.Agreement * Agreement)
        + (PlaceShare * ((weights.Places * Places) + (weights.Location * Location) + (weights.Symbols * Symbols)));

    /// <summary>Gives what makes up the sum.</summary>
    public IEnumerable<ScorePart> Parts(ScoreWeights weights)
    {
        var place = PlaceShare;
        yield return new("the words that they add and remove", Changed, weights.Changed, weights.Changed * Changed);
        yield return new("what they say of it", Text, weights.Text, weights.Text * Text);
        yield return new("the words that they add", Added, weights.Added, weights.Added * Added);
        yield return new("the words that they remove", Removed, weights.Removed, weights.Removed * Removed);
        yield return new("the definitions that they work in", Symbols, weights.Symbols, place * weights.Symbols * Symbols);
        yield return new("the files that they change", Places, weights.Places, place * weights.Places * Places);
        yield return new("the lines that they change", Location, weights.Location, place * weights.Location * Location);
        yield return new("words and place at once", Agreement, weights.Agreement, weights.Agreement * Agreement);
    }
}
