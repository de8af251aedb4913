namespace Ao.Plugins.Convergence;

/// <summary>A unit with its words weighed.</summary>
internal sealed class WeightedUnit(Unit unit, WordFrequencies frequencies)
{
    public const int ChangedKind = 5;

    public Unit Unit { get; } = unit;

    public WeightedTerms Text { get; } = frequencies.Weigh((int)SketchKind.Text, unit.Terms[(int)SketchKind.Text]);

    public WeightedTerms Added { get; } = frequencies.Weigh((int)SketchKind.Added, unit.Terms[(int)SketchKind.Added]);

    public WeightedTerms Removed { get; } = frequencies.Weigh((int)SketchKind.Removed, unit.Terms[(int)SketchKind.Removed]);

    public WeightedTerms Symbols { get; } = frequencies.Weigh((int)SketchKind.Symbols, unit.Terms[(int)SketchKind.Symbols]);

    public WeightedTerms Places { get; } = frequencies.Weigh((int)SketchKind.Places, unit.Terms[(int)SketchKind.Places]);

    /// <summary>Gets what is added and removed together: what one fork takes away another may add.</summary>
    public WeightedTerms Changed { get; } = frequencies.Weigh(ChangedKind, unit.Changed);

    /// <summary>Gets or sets the words by which the unit is found, once they were worked out.</summary>
    public (int Kind, uint Hash, float Weight)[]? Keys { get; set; }

    /// <summary>Gets whether any list knows the word.</summary>
    public bool Knows(uint hash) => Unit.Terms[(int)SketchKind.Text].Contains(hash) || Unit.Changed.Contains(hash) || Unit.Terms[(int)SketchKind.Places].Contains(hash) || Unit.Terms[(int)SketchKind.Symbols].Contains(hash);
}
