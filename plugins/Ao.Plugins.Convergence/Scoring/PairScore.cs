namespace Ao.Plugins.Convergence;

/// <summary>How alike two units are. Each feature is from 0 to 1.</summary>
internal readonly record struct PairScore
{
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

    public double Sum(ScoreWeights weights) =>
        (weights.Text * Text) + (weights.Changed * Changed) + (weights.Added * Added) + (weights.Removed * Removed)
        + (weights.Places * Places) + (weights.Location * Location) + (weights.Symbols * Symbols);
}
