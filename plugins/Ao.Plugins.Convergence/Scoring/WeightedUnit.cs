namespace Ao.Plugins.Convergence;

/// <summary>A unit with its words weighed.</summary>
internal sealed class WeightedUnit(Unit unit, WordFrequencies frequencies, WeightedUnit? whole = null)
{
    public const int ChangedKind = 5;
    public const int ConceptKind = 6;

    public Unit Unit { get; } = unit;

    /// <summary>Gets what this is a part of, or nothing.</summary>
    public WeightedUnit? Whole { get; } = whole;

    /// <summary>Gets the parts that are compared for themselves, too.</summary>
    public IReadOnlyList<WeightedUnit> Parts { get; private set; } = [];

    public WeightedTerms Text { get; } = whole?.Text ?? frequencies.Weigh((int)SketchKind.Text, unit.Terms[(int)SketchKind.Text]);

    public WeightedTerms Added { get; } = frequencies.Weigh((int)SketchKind.Added, unit.Terms[(int)SketchKind.Added]);

    public WeightedTerms Removed { get; } = frequencies.Weigh((int)SketchKind.Removed, unit.Terms[(int)SketchKind.Removed]);

    public WeightedTerms Symbols { get; } = frequencies.Weigh((int)SketchKind.Symbols, unit.Terms[(int)SketchKind.Symbols]);

    public WeightedTerms Places { get; } = frequencies.Weigh((int)SketchKind.Places, unit.Terms[(int)SketchKind.Places]);

    /// <summary>Gets what is added and removed together: what one fork takes away another may add.</summary>
    public WeightedTerms Changed { get; } = frequencies.Weigh(ChangedKind, unit.Changed);

    /// <summary>Gets what is new of that, and what is gone.</summary>
    public WeightedTerms Net { get; } = frequencies.Weigh(ChangedKind, unit.Net);

    public WeightedTerms Concepts { get; } = frequencies.Weigh(ConceptKind, unit.Concepts);

    public static WeightedUnit Of(Unit unit, WordFrequencies frequencies)
    {
        var whole = new WeightedUnit(unit, frequencies);
        whole.Parts = [.. unit.Parts.Select(part => new WeightedUnit(part, frequencies, whole))];
        return whole;
    }

    public double RarityOf(uint concept) => frequencies.Rarity(ConceptKind, concept);

    /// <summary>Gets or sets the words by which the unit is found, once they were worked out.</summary>
    public (int Kind, uint Hash, float Weight)[]? Keys { get; set; }

    /// <summary>Gets whether the word belongs to the place: whoever changes something here may say it, whatever for.</summary>
    public bool IsOfPlace(uint hash) => Unit.Terms[(int)SketchKind.Places].Contains(hash) || Unit.Terms[(int)SketchKind.Symbols].Contains(hash) || Unit.Terms[(int)SketchKind.Removed].Contains(hash);

    /// <summary>Gets whether any list knows the word.</summary>
    public bool Knows(uint hash) => Unit.Terms[(int)SketchKind.Text].Contains(hash) || Unit.Changed.Contains(hash) || Unit.Terms[(int)SketchKind.Places].Contains(hash) || Unit.Terms[(int)SketchKind.Symbols].Contains(hash);
}
